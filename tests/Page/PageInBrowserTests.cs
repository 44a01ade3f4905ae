using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace RnnMemory.Tests.Page;

/// <summary>The committed page as a reader's browser shows it.</summary>
public sealed class PageInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>What is printed on A4 with margins of 15 mm, in CSS pixels.</summary>
    private const int PrintedWidth = 680;

    [Fact]
    public async Task Page_loads_without_an_error_and_asks_for_no_other_file()
    {
        List<string> complaints = [], requests = [];
        IPage page = await browser.OpenAsync(watch: watched =>
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
        });

        await page.EvaluateAsync("() => window.scrollTo(0, document.body.scrollHeight)");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Empty(complaints);
        Assert.Equal([new Uri(Browser.PagePath).AbsoluteUri], requests.Where(url => !url.StartsWith("blob:", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task Page_never_scrolls_sideways(int width)
    {
        IPage page = await browser.OpenAsync(width);
        await OpenDetails(page);

        string[] wide = await page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
                [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                    .slice(0, 5).map(e => e.outerHTML.slice(0, 120))
            """);

        Assert.Empty(wide);
    }

    [Fact]
    public async Task Every_figure_is_drawn_and_has_a_table_behind_it()
    {
        IPage page = await browser.OpenAsync();
        await OpenDetails(page);

        int figures = await page.Locator("figure.chart").CountAsync();
        string[] empty = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('figure.chart')].filter(figure => {
                const svg = figure.querySelector('svg');
                if (!svg) return true;
                const box = svg.getBoundingClientRect();
                return box.width < 100 || box.height < 80 || svg.querySelectorAll('path, polyline, circle, line, rect').length < 5
                    || !figure.querySelector('table tbody tr');
            }).map(figure => figure.id || figure.outerHTML.slice(0, 120))
            """);

        Assert.True(figures >= 6, $"{figures} figures");
        Assert.Empty(empty);
    }

    [Fact]
    public async Task Every_link_leads_to_a_place_of_the_page_or_out_of_it_by_the_readers_wish()
    {
        IPage page = await browser.OpenAsync();

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
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task Axe_finds_nothing(int width, ColorScheme scheme)
    {
        IPage page = await browser.OpenAsync(width, scheme);
        await OpenDetails(page);

        AxeResult result = await page.RunAxe();

        Assert.Empty(result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help} at {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        Assert.NotEmpty(result.Passes);
    }

    [Fact]
    public async Task Tab_reaches_every_control_in_the_order_of_the_page()
    {
        IPage page = await browser.OpenAsync();
        int controls = await page.EvaluateAsync<int>(
            """
            () => {
                const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
                    .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility() && e.type !== 'radio');
                all.forEach((e, i) => e.dataset.control = i);
                return all.length;
            }
            """);
        HashSet<int> reached = [];
        List<int> order = [];
        for (int i = 0; i < controls + 20 && reached.Count < controls; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            int at = await page.EvaluateAsync<int>("() => Number(document.activeElement?.dataset?.control ?? -1)");
            if (at >= 0 && reached.Add(at))
            {
                order.Add(at);
            }
        }

        Assert.Equal(Enumerable.Range(0, controls), order);
    }

    [Fact]
    public async Task Print_cuts_no_table_and_hides_no_detail()
    {
        IPage page = await browser.OpenAsync(PrintedWidth);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.EvaluateAsync("() => window.dispatchEvent(new Event('beforeprint'))");

        string[] cut = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('table')].filter(table => table.checkVisibility()
                    && table.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                .map(table => (table.caption?.textContent ?? table.outerHTML).slice(0, 100))
            """);
        int closed = await page.EvaluateAsync<int>("() => [...document.querySelectorAll('details:not([open])')].length");

        Assert.Empty(cut);
        Assert.Equal(0, closed);
    }

    private static Task OpenDetails(IPage page) =>
        page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");
}
