using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using RnnMemory.Checks.Browsers;
using Xunit;

namespace RnnMemory.Tests.Page;

/// <summary>The committed page as a reader's browser shows it.</summary>
[Collection(InBrowser.Name)]
public sealed class PageInBrowserTests(Browser browser)
{
    /// <summary>What is printed on A4 with margins of 15 mm, in CSS pixels.</summary>
    private const int PrintedWidth = 680;

    [Fact]
    public async Task Page_loads_without_an_error_and_asks_for_no_other_file()
    {
        List<string> complaints = [], requests = [];
        IPage page = await browser.OpenAsync(watched =>
        {
            watched.Console += (_, message) =>
            {
                if (message.Type is "error" or "warning")
                {
                    complaints.Add(message.Text);
                }
            };
            watched.PageError += (_, error) => complaints.Add(error);
            watched.Request += (_, request) => requests.Add(request.Url);
            return Task.CompletedTask;
        });

        await page.EvaluateAsync(PageScripts.ReadThrough);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Empty(complaints);
        Assert.Equal([new Uri(OpenedPage.CommittedFile).AbsoluteUri], requests.Where(url => !url.StartsWith("blob:", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task Page_never_scrolls_sideways(int width)
    {
        IPage page = await browser.SharedAsync();
        await OpenAll(page);
        await page.SetViewportSizeAsync(width, Browser.Height);

        string[] wide = await page.EvaluateAsync<string[]>(PageScripts.TooWide);

        await page.SetViewportSizeAsync(Browser.Width, Browser.Height);
        Assert.Empty(wide);
    }

    [Fact]
    public async Task Every_figure_is_drawn_and_has_a_table_behind_it()
    {
        IPage page = await browser.SharedAsync();
        await OpenAll(page);
        await Assertions.Expect(page.Locator("#memory-runs tbody tr")).Not.ToHaveCountAsync(0);

        int figures = await page.Locator("figure.chart").CountAsync();
        string[] empty = await page.EvaluateAsync<string[]>(PageScripts.EmptyFigures);

        Assert.True(figures >= 6, $"{figures} figures");
        Assert.Empty(empty);
    }

    // Drawing them all before the first is seen would make the page open late.
    [Fact]
    public async Task Chart_is_drawn_when_the_reader_comes_near_it_and_not_before()
    {
        IPage page = await browser.OpenAsync();
        ILocator last = page.Locator("figure[data-chart]").Last;

        await Assertions.Expect(last.Locator(".legend.static")).ToHaveCountAsync(1);
        await Assertions.Expect(last.Locator(".plot svg")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#memory-probabilities tbody tr")).ToHaveCountAsync(0);

        await last.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(last.Locator(".legend.controls")).ToHaveCountAsync(1);
        await Assertions.Expect(last.Locator(".legend.static")).ToHaveCountAsync(0);
        await page.Locator("#see-the-memory").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(page.Locator("#memory-probabilities tbody tr")).ToHaveCountAsync(10);
    }

    [Fact]
    public async Task Keyboard_that_reaches_a_chart_before_the_view_does_has_it_drawn_and_goes_on_to_its_curves()
    {
        IPage page = await browser.OpenAsync();
        ILocator last = page.Locator("figure[data-chart]").Last;

        await last.Locator(".plot").EvaluateAsync("plot => plot.focus({ preventScroll: true })");
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.NotEqual("", await last.Locator(".readout .x").InnerTextAsync());
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(last.Locator(".legend.controls button").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Every_link_leads_to_a_place_of_the_page_or_out_of_it_by_the_readers_wish()
    {
        IPage page = await browser.SharedAsync();

        string[] broken = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))
                .filter(href => href === null || (href.startsWith('#') ? !document.getElementById(decodeURIComponent(href.slice(1)))
                    : !href.startsWith('https://'))).map(String)
            """);

        Assert.Empty(broken);
        Assert.True(await page.Locator("a[href^='#']").CountAsync() > 20);
    }

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(Browser.Width, ColorScheme.Dark)]
    public async Task Axe_finds_nothing(int width, ColorScheme scheme)
    {
        IPage page = await browser.OpenAsync();
        await page.SetViewportSizeAsync(width, Browser.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });

        await page.EvaluateAsync(PageScripts.ReadThrough);

        // Only what is wrong leaves the browser: the nodes that pass are tens of thousands.
        await page.EvaluateAsync(new BundledAxeScriptProvider().GetScript());
        string[] found = await page.EvaluateAsync<string[]>(
            """
            async () => {
                const { passes, violations } = await axe.run(document, { resultTypes: ["violations"] });
                return passes.length < 20 ? [`${passes.length} rules passed`]
                    : violations.map(({ id, help, nodes }) => `${id}: ${help} at ${nodes.slice(0, 3).map(node => node.html).join("; ")}`);
            }
            """);

        Assert.Empty(found);
    }

    [Fact]
    public async Task Tab_leads_from_each_control_to_the_next_in_the_order_of_the_page()
    {
        const int Tried = 40;
        IPage page = await browser.SharedAsync();
        await page.EvaluateAsync(PageScripts.ReadThrough);
        int controls = await page.EvaluateAsync<int>(
            """
            () => {
                window.controls = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
                    .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility());
                return window.controls.some(e => e.tabIndex > 0) ? -1 : window.controls.length;
            }
            """);
        Assert.True(controls > 100, $"{controls} controls");

        // Pressing the key at each of thousands would take minutes.
        foreach (int at in Enumerable.Range(0, Tried).Select(i => i * (controls - 2) / (Tried - 1)))
        {
            await page.EvaluateAsync("at => window.controls[at].focus()", at);
            await page.Keyboard.PressAsync("Tab");
            string reached = await page.EvaluateAsync<string>(
                "at => document.activeElement === window.controls[at + 1] ? '' : document.activeElement.outerHTML.slice(0, 120)", at);
            Assert.Equal("", reached);
        }
    }

    [Fact]
    public async Task Print_cuts_no_table_hides_no_detail_and_leaves_nothing_undrawn()
    {
        IPage page = await browser.OpenAsync();
        await page.SetViewportSizeAsync(PrintedWidth, Browser.Height);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.EvaluateAsync("() => window.dispatchEvent(new Event('beforeprint'))");

        string[] cut = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('table')].filter(table => table.checkVisibility()
                    && table.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                .map(table => (table.caption?.textContent ?? table.outerHTML).slice(0, 100))
            """);

        string[] empty = await page.EvaluateAsync<string[]>(PageScripts.EmptyFigures);

        // The values behind a chart stay closed: the chart is printed.
        int closed = await page.EvaluateAsync<int>(
            "() => document.querySelectorAll('details.entry:not([open]), details.group:not([open])').length");

        string[] unread = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('#memory-all tbody td')].filter(cell => cell.textContent === '').map(cell => cell.parentElement.innerText)");

        Assert.Empty(cut);
        Assert.Empty(empty);
        Assert.Equal(0, closed);
        Assert.Empty(unread);
    }

    // All that a reader can come to.
    private static async Task OpenAll(IPage page)
    {
        await page.EvaluateAsync(PageScripts.ReadThrough);
        await page.EvaluateAsync(PageScripts.OpenDetails);
    }
}
