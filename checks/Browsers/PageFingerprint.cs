using System.Text.Json;
using RnnMemory.Fingerprints;

namespace RnnMemory.Checks.Browsers;

/// <summary>What the page's engine computes in a browser: the hashes of the carried epochs, each trained again.</summary>
internal static class PageFingerprint
{
    private static readonly Dictionary<string, string> Hashes = new() { ["parametersHash"] = "parameters", ["stateHash"] = "state" };

    // JavaScript has neither vectors nor a fused multiply-add. Its elementary functions are the browser's own; the engine uses none.
    private const string Seen =
        """
        () => {
            const engine = RnnEngine, values = [];
            for (let i = 1; i < 4000; i++) {
                const x = i / 97;
                values.push(Math.exp(x), Math.tanh(x), Math.log(x), Math.sin(x), Math.pow(x, 1.1), Math.expm1(x));
            }
            const [, name, version] = navigator.userAgent.match(/(Firefox|Chrome)\/([0-9.]+)/) ?? [null, "unknown", ""];
            return {
                browser: name === "Chrome" ? "Chromium" : name, version, lanes: "1", "multiply-add": "emulated",
                libm: engine.sha256(new Uint8Array(Float64Array.from(values).buffer)).slice(0, 8),
            };
        }
        """;

    // As the button "Train this epoch again" does it, in a worker.
    private const string Train =
        """
        (run, epoch) => new Promise(resolve => {
            const { images, runs } = JSON.parse(document.getElementById("check-it-here-data").textContent);
            const worker = RnnCheckWorker.start({ images, run: runs[run], epoch }, ({ rows, error }) => {
                if (rows || error) {
                    worker.terminate();
                    resolve({ rows: rows ?? [], error });
                }
            });
        })
        """;

    /// <summary>The recorded hashes of the epochs, one line "hash  name" each.</summary>
    public static IReadOnlyList<string> Recorded(IEnumerable<CarriedEpoch> epochs) =>
        FingerprintText.Of([], epochs.SelectMany(epoch => epoch.Hashes)).Hashes;

    /// <summary>
    /// Trains the epochs again. The hashes are what the browser has now, whatever the page carries as its record; whether the page itself
    /// found all that it compares equal to that is the feature "verdict".
    /// </summary>
    /// <exception cref="BrowserException">The browser did not do it.</exception>
    public static async Task<FingerprintText> PrintAsync(OpenedPage page, IEnumerable<CarriedEpoch> epochs)
    {
        Dictionary<string, string> seen = await page.CallAsync<Dictionary<string, string>>(Seen);
        List<(string, string)> hashes = [];
        List<string> different = [];
        foreach (CarriedEpoch epoch in epochs)
        {
            Training training = await page.CallAsync<Training>(Train, epoch.Run, epoch.Record.Epoch);
            hashes.AddRange(training.Rows.Where(row => row.Epoch == epoch.Record.Epoch && Hashes.ContainsKey(row.What))
                .Select(row => (epoch.Name(Hashes[row.What]), $"{row.Now}")));
            different.AddRange(training.Rows.Where(row => !row.Equal).Select(row => $"{epoch.Name(row.What)} is different"));
            if (training.Error is { } error)
            {
                different.Add($"training epoch {epoch.Record.Epoch} of {epoch.Id} stopped, because {error}");
            }
        }

        seen["verdict"] = different.FirstOrDefault() ?? (hashes.Count == 0 ? "nothing compared" : "equal");
        return FingerprintText.Of(seen.Select(pair => (pair.Key, pair.Value)), hashes);
    }

    // What the page's replay gives.
    private sealed record Training(IReadOnlyList<Comparison> Rows, string? Error);

    private sealed record Comparison(int? Epoch, string What, JsonElement Now, bool Equal);
}
