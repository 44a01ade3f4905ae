using System.Collections.Concurrent;
using System.Text.Json;

namespace RnnMemory.Checks.Browsers;

/// <summary>A page in Firefox, by WebDriver BiDi.</summary>
internal sealed class FirefoxPage : OpenedPage
{
    private readonly string context;

    private FirefoxPage(BrowserProcess process, BrowserConnection connection, string context)
        : base(process, connection) => this.context = context;

    /// <summary>Errors and warnings of the console, and exceptions that nobody caught.</summary>
    public required IReadOnlyCollection<string> Complaints { get; init; }

    /// <summary>Every address that the page asked for.</summary>
    public required IReadOnlyCollection<string> Requests { get; init; }

    /// <summary>Opens a page and waits until it is loaded.</summary>
    /// <param name="program">The path of the browser's program.</param>
    /// <param name="file">The page's file.</param>
    /// <exception cref="BrowserException">The program is no Firefox that works.</exception>
    public static Task<FirefoxPage> OpenAsync(string program, string file) => StartAsync(program, Arguments, async process =>
    {
        ConcurrentQueue<string> complaints = [], requests = [];
        BrowserConnection connection = await BrowserConnection.ConnectAsync(new Uri(process.Address, "session"), (method, heard) =>
        {
            if (method == "network.beforeRequestSent")
            {
                requests.Enqueue(heard.GetProperty("request").GetProperty("url").GetString()!);
            }
            else if (method == "log.entryAdded" && heard.GetProperty("level").GetString() is "error" or "warn")
            {
                complaints.Enqueue(heard.GetProperty("text").GetString() ?? "an error without words");
            }
        });
        await connection.CallAsync("session.new", new { capabilities = new { } });
        JsonElement tree = await connection.CallAsync("browsingContext.getTree", new { });
        string context = tree.GetProperty("contexts")[0].GetProperty("context").GetString()!;
        await connection.CallAsync("session.subscribe", new { events = new[] { "log.entryAdded", "network.beforeRequestSent" }, contexts = new[] { context } });
        await connection.CallAsync("browsingContext.navigate", new { context, url = new Uri(file).AbsoluteUri, wait = "complete" });
        return new FirefoxPage(process, connection, context) { Complaints = complaints, Requests = requests };
    });

    /// <summary>Gives the page a window of that many CSS pixels.</summary>
    public Task ResizeAsync(int width, int height) =>
        Connection.CallAsync("browsingContext.setViewport", new { context, viewport = new { width, height } });

    protected override async Task<string> EvaluateAsync(string expression)
    {
        JsonElement evaluated = await Connection.CallAsync("script.evaluate", new { expression, target = new { context }, awaitPromise = true });
        return evaluated.TryGetProperty("exceptionDetails", out JsonElement thrown)
            ? throw new BrowserException($"The page threw: {thrown.GetProperty("text").GetString()}")
            : evaluated.GetProperty("result").GetProperty("value").GetString()!;
    }

    private static IEnumerable<string> Arguments(string profile) =>
        ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile];
}
