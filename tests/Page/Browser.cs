using Microsoft.Playwright;
using Xunit;

namespace RnnMemory.Tests.Page;

/// <summary>
/// A headless Chromium of this machine, started once, where CI is set or RNN_MEMORY_BROWSER names it: these tests take a minute and a half.
/// Otherwise they are skipped and say so. Playwright's own browsers are not downloaded.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Variable = "RNN_MEMORY_BROWSER";

    public const int Width = 1440, Height = 900;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static string? Named => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    private IPage? shared;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The committed page, which a test holds against what is made now.</summary>
    public static string PagePath => Path.Combine(RnnMemory.Basics.RepositoryRoot.Find(), "docs", "report", "index.html");

    public async ValueTask InitializeAsync()
    {
        if (Executable() is not { } program)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>The committed page, loaded once for all tests: a light window of 1440 pixels unless a test changes that.</summary>
    public async Task<IPage> SharedAsync() => shared ??= await OpenAsync();

    /// <summary>The committed page in a window of its own.</summary>
    /// <param name="watch">Called before the page is loaded.</param>
    public async Task<IPage> OpenAsync(Action<IPage>? watch = null)
    {
        Assert.SkipWhen(
            browser is null,
            $"No Chromium is started here: set {Variable} to its program's path or name (one of {string.Join(", ", Names)} does).");
        IBrowserContext context = await browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = Width, Height = Height },
            ReducedMotion = ReducedMotion.Reduce,
        });
        IPage page = await context.NewPageAsync();
        watch?.Invoke(page);
        await page.GotoAsync(new Uri(PagePath).AbsoluteUri);
        return page;
    }

    private static string? Executable()
    {
        if (Named is null && Environment.GetEnvironmentVariable("CI") is null or "")
        {
            return null;
        }

        string[] names = Named is null ? Names : [Named];
        return names.FirstOrDefault(name => Path.IsPathRooted(name) && File.Exists(name))
            ?? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}

/// <summary>The tests that share the browser, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class InBrowser : ICollectionFixture<Browser>
{
    public const string Name = "in a browser";
}
