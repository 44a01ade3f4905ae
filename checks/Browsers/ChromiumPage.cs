using System.Text.Json;

namespace RnnMemory.Checks.Browsers;

/// <summary>A page in Chromium, by its own protocol.</summary>
internal sealed class ChromiumPage : OpenedPage
{
    private readonly string session;

    private ChromiumPage(BrowserProcess process, BrowserConnection connection, string session)
        : base(process, connection) => this.session = session;

    /// <summary>Opens a page and waits until it is loaded.</summary>
    /// <param name="program">The path of the browser's program.</param>
    /// <param name="file">The page's file.</param>
    /// <exception cref="BrowserException">The program is no Chromium that works.</exception>
    public static Task<ChromiumPage> OpenAsync(string program, string file) => StartAsync(program, Arguments, async process =>
    {
        BrowserConnection connection = await BrowserConnection.ConnectAsync(process.Address, (_, _) => { });
        JsonElement target = await connection.CallAsync("Target.createTarget", new { url = "about:blank" });
        JsonElement attached = await connection.CallAsync(
            "Target.attachToTarget", new { targetId = target.GetProperty("targetId").GetString(), flatten = true });
        ChromiumPage page = new(process, connection, attached.GetProperty("sessionId").GetString()!);
        await connection.CallAsync("Page.navigate", new { url = new Uri(file).AbsoluteUri }, page.session);
        await page.CallAsync<object?>("() => new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))");
        return page;
    });

    protected override async Task<string> EvaluateAsync(string expression)
    {
        JsonElement evaluated = await Connection.CallAsync(
            "Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true }, session);
        return evaluated.TryGetProperty("exceptionDetails", out JsonElement thrown)
            ? throw new BrowserException($"The page threw: {thrown.GetRawText()}")
            : evaluated.GetProperty("result").GetProperty("value").GetString()!;
    }

    // Root may start it only without its sandbox; it opens no page but the repository's own.
    private static IEnumerable<string> Arguments(string profile) =>
        ["--headless", "--no-sandbox", "--no-first-run", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank"];
}
