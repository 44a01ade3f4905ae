using Microsoft.Playwright;
using RnnMemory.Basics;
using RnnMemory.Checks.Browsers;
using Xunit;

namespace RnnMemory.Tests.Page;

/// <summary>
/// A headless Chromium of this machine, started once, where <see cref="TestedBrowser"/> finds one; otherwise these tests are skipped and say
/// so. Playwright's own browsers are not downloaded.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    public const int Width = 1440, Height = 900;

    private IPage? shared;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (TestedBrowser.Find(BrowserProgram.Chromium, HarnessEnvironment.Current()) is not { } program)
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
    /// <param name="prepare">Called before the page is loaded.</param>
    public async Task<IPage> OpenAsync(Func<IPage, Task>? prepare = null)
    {
        Assert.SkipWhen(browser is null, TestedBrowser.WhyNone(BrowserProgram.Chromium));
        IBrowserContext context = await browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = Width, Height = Height },
            ReducedMotion = ReducedMotion.Reduce,
        });
        IPage page = await context.NewPageAsync();
        if (prepare is not null)
        {
            await prepare(page);
        }

        await page.GotoAsync(new Uri(OpenedPage.CommittedFile).AbsoluteUri);
        return page;
    }
}

/// <summary>The tests that share the browser, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class InBrowser : ICollectionFixture<Browser>
{
    public const string Name = "in a browser";
}
