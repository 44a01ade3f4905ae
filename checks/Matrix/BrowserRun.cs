using RnnMemory.Basics;
using RnnMemory.Checks.Browsers;
using RnnMemory.Fingerprints;

namespace RnnMemory.Checks.Matrix;

/// <summary>The committed page in a browser of this machine.</summary>
internal static class BrowserRun
{
    /// <summary>Why the browser cannot be opened here; null if it can.</summary>
    /// <exception cref="UserError">Its variable names a program that does not exist.</exception>
    public static string? Obstacle(BrowserProgram browser) => Find(browser) is null ? browser.Missing : null;

    /// <summary>What the page computes, or how that failed.</summary>
    public static (FingerprintText? Printed, string? Failure) Print(BrowserProgram browser, IReadOnlyList<CarriedEpoch> epochs)
    {
        try
        {
            return (PrintAsync(browser, epochs).GetAwaiter().GetResult(), null);
        }
        catch (Exception error) when (error is BrowserException or TimeoutException)
        {
            return (null, $"{browser.Name} failed: {error.Message}");
        }
    }

    private static async Task<FingerprintText> PrintAsync(BrowserProgram browser, IReadOnlyList<CarriedEpoch> epochs)
    {
        await using OpenedPage opened = await browser.Open(Find(browser)!, OpenedPage.CommittedFile);
        return await PageFingerprint.PrintAsync(opened, epochs);
    }

    private static string? Find(BrowserProgram browser) => browser.Find(HarnessEnvironment.Current());
}
