using System.Text.Json;
using RnnMemory.Basics;

namespace RnnMemory.Checks.Browsers;

/// <summary>A page from the disk in a headless browser that runs until this is disposed of.</summary>
internal abstract class OpenedPage(BrowserProcess process, BrowserConnection connection) : IAsyncDisposable
{
    /// <summary>The committed page.</summary>
    public static string CommittedFile => Path.Combine(RepositoryRoot.Find(), "docs", "report", "index.html");

    protected BrowserConnection Connection => connection;

    /// <summary>Calls a function of JavaScript within the page, and waits for what it promises.</summary>
    /// <typeparam name="T">What it gives, as JSON.</typeparam>
    /// <param name="function">Its text.</param>
    /// <param name="arguments">What becomes of each as JSON.</param>
    /// <exception cref="BrowserException">The function threw, or the browser ended.</exception>
    public async Task<T> CallAsync<T>(string function, params object[] arguments)
    {
        string given = string.Join(", ", arguments.Select(argument => JsonSerializer.Serialize(argument)));
        string json = await EvaluateAsync($"(async () => JSON.stringify((await ({function})({given})) ?? null))()");
        return JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!;
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await process.DisposeAsync();
    }

    /// <summary>The text that an expression promises.</summary>
    protected abstract Task<string> EvaluateAsync(string expression);

    /// <summary>Starts a browser and connects to it; a failure leaves nothing running.</summary>
    protected static async Task<TPage> StartAsync<TPage>(
        string program,
        Func<string, IEnumerable<string>> arguments,
        Func<BrowserProcess, Task<TPage>> open)
    {
        BrowserProcess process = await BrowserProcess.StartAsync(program, arguments);
        try
        {
            return await open(process);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }
}
