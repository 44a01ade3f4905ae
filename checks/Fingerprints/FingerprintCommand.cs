using System.CommandLine;
using RnnMemory.Checks.Outcomes;
using RnnMemory.Engines;

namespace RnnMemory.Checks.Fingerprints;

/// <summary>
/// `fingerprint`: the processor features that this process sees, and the hashes that must be the same on every processor.
/// </summary>
internal static class FingerprintCommand
{
    public static Command Create()
    {
        IEnumerable<string> sameBits =
            EngineCatalog.Known.Entries.Where(entry => entry.Numerics == EngineCatalog.Numerics).Select(entry => entry.Name);
        Option<string> engine = new("--engine")
        {
            Description = $"Who trains: {string.Join(" or ", sameBits)}.",
            DefaultValueFactory = _ => "simd",
        };
        Option<int> workers = new("--workers") { Description = "Runs trained side by side.", DefaultValueFactory = _ => 1 };
        Option<bool> check = new("--check") { Description = "Compare with the hashes committed under expected/." };
        Command command = new("fingerprint", "Print the hardware this process sees and hashes that must be the same on any.") { engine, workers, check };
        command.SetAction(parsed => Print(
            EngineCatalog.Known[parsed.GetRequiredValue(engine)],
            parsed.GetRequiredValue(workers),
            parsed.GetValue(check)));
        return command;
    }

    private static int Print(EngineEntry engine, int workers, bool check)
    {
        FingerprintText text = FingerprintText.Of(
            [.. Hardware.Seen(), ("engine", engine.Name), ("workers", $"{workers}")],
            new Fingerprint(engine, workers).Hashes());
        Console.Write(text);
        if (!check)
        {
            return ExitCodes.Fine;
        }

        string? difference = text.FirstDifference(ExpectedFingerprint.Read());
        Console.WriteLine(difference is null ? $"{text.Hashes.Count} hashes compared with expected/; 0 wrong" : $"WRONG: {difference}");
        return difference is null ? ExitCodes.Fine : ExitCodes.Wrong;
    }
}
