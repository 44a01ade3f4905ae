using Microsoft.Playwright;
using Xunit;

namespace RnnMemory.Tests.Page;

/// <summary>
/// A headless Chromium of this machine, started once; without one the tests are skipped and say so. Playwright's own browsers are not
/// downloaded.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Variable = "RNN_MEMORY_BROWSER";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

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

    /// <summary>The page in a window of its own, loaded.</summary>
    /// <param name="width">Width in CSS pixels.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="watch">Called before the page is loaded.</param>
    /// <param name="file">The file; the committed page by default.</param>
    public async Task<IPage> OpenAsync(
        int width = 1440, ColorScheme scheme = ColorScheme.Light, Action<IPage>? watch = null, string? file = null)
    {
        Assert.SkipWhen(
            browser is null, $"No Chromium is on this machine: none of {string.Join(", ", Names)} in PATH, and {Variable} names none.");
        IBrowserContext context = await browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        IPage page = await context.NewPageAsync();
        watch?.Invoke(page);
        await page.GotoAsync(new Uri(file ?? PagePath).AbsoluteUri);
        return page;
    }

    private static string? Executable() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
