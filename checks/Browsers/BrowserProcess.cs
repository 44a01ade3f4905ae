using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RnnMemory.Checks.Browsers;

/// <summary>A headless browser with a profile of its own, which it loses when this is disposed of.</summary>
internal sealed partial class BrowserProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartingTime = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly string profile;

    private BrowserProcess(Process process, string profile) => (this.process, this.profile) = (process, profile);

    /// <summary>Where it listens for commands.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts a browser and waits until it listens.</summary>
    /// <param name="program">The path of its program.</param>
    /// <param name="arguments">Its arguments, from those for its new profile folder.</param>
    /// <exception cref="BrowserException">It ended, or it did not listen within a minute.</exception>
    public static async Task<BrowserProcess> StartAsync(string program, Func<string, IEnumerable<string>> arguments)
    {
        string profile = Directory.CreateTempSubdirectory("rnn-memory-browser-").FullName;
        ProcessStartInfo start = new(program, arguments(profile)) { RedirectStandardOutput = true, RedirectStandardError = true };
        TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        string said = "";
        BrowserProcess browser = new(new Process { StartInfo = start, EnableRaisingEvents = true }, profile);
        browser.process.OutputDataReceived += (_, _) => { };
        browser.process.ErrorDataReceived += (_, line) =>
        {
            said = line.Data is { Length: > 0 } ? line.Data : said;
            if (Listening().Match(line.Data ?? "") is { Success: true } match)
            {
                listening.TrySetResult(new Uri(match.Groups[1].Value));
            }
        };
        browser.process.Exited += (_, _) => listening.TrySetException(new BrowserException($"{program} ended before it listened for commands. {said}".TrimEnd()));
        try
        {
            browser.process.Start();
            browser.process.BeginOutputReadLine();
            browser.process.BeginErrorReadLine();
            browser.Address = await listening.Task.WaitAsync(StartingTime);
            return browser;
        }
        catch (Exception error) when (error is TimeoutException or System.ComponentModel.Win32Exception)
        {
            await browser.DisposeAsync();
            throw new BrowserException($"{program} cannot be started: {error.Message} {said}".TrimEnd(), error);
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        catch (InvalidOperationException)
        {
            // It never started.
        }

        process.Dispose();
        try
        {
            Directory.Delete(profile, recursive: true);
        }
        catch (IOException)
        {
            // One of its processes is still writing as it ends; the folder is one for temporary files.
        }
    }

    // Both browsers end the line with the address.
    [GeneratedRegex(@"listening on (ws://\S+)$")]
    private static partial Regex Listening();
}
