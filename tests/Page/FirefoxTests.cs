using RnnMemory.Basics;
using RnnMemory.Checks.Browsers;
using RnnMemory.Data;
using RnnMemory.Reports.Page.Interactive;
using RnnMemory.Runs;
using RnnMemory.Tests.Data;
using RnnMemory.Tests.Page.Interactive;
using Xunit;

namespace RnnMemory.Tests.Page;

/// <summary>
/// What must hold in another browser's engine too: the committed page is whole, and computes the same bits. An unmodified Firefox, under the
/// same conditions as <see cref="Browser"/>; Playwright drives only its own build.
/// </summary>
public sealed class FirefoxTests(FirefoxTests.Opened firefox) : IClassFixture<FirefoxTests.Opened>
{
    private const int Narrow = 360, Samples = 10;

    // By the page's own controls, as a reader does it; what the status says in the end.
    private const string Train =
        """
        (run, flip) => new Promise(done => {
            const control = name => document.getElementById(`check-${name}`), status = control("status");
            for (const [name, value] of [["run", run], ["flip", flip]]) {
                control(name).value = value;
                control(name).dispatchEvent(new Event("change"));
            }
            new MutationObserver(() => { if (/equal|DIFFERENT/.test(status.textContent)) done(status.innerText); })
                .observe(status, { childList: true });
            control("train").click();
        })
        """;

    [Fact]
    public async Task Page_has_no_error_asks_for_nothing_never_scrolls_sideways_and_draws_every_figure()
    {
        FirefoxPage page = firefox.Page;
        await page.ResizeAsync(Narrow, Browser.Height);
        await page.CallAsync<object?>(PageScripts.ReadThrough);
        await page.CallAsync<object?>(PageScripts.OpenDetails);

        Assert.Equal(Narrow, await page.CallAsync<int>("() => innerWidth"));
        Assert.Empty(await page.CallAsync<string[]>(PageScripts.TooWide));
        Assert.Empty(await page.CallAsync<string[]>(PageScripts.EmptyFigures));
        Assert.Empty(page.Complaints);
        Assert.DoesNotContain(page.Requests, url => new Uri(url).Scheme is not ("blob" or "data") && url != new Uri(OpenedPage.CommittedFile).AbsoluteUri);
        Assert.Equal(0, await page.CallAsync<int>("() => performance.getEntriesByType('resource').length"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task Last_epoch_of_a_carried_run_has_the_recorded_metrics_and_hashes_when_it_is_trained_again(string run)
    {
        FirefoxPage page = firefox.Page;
        await page.CallAsync<object?>(PageScripts.GoTo, "#check-it-here");

        Assert.StartsWith("✓ equal: all ", await page.CallAsync<string>(Train, run, ""));
        string[] verdicts = await page.CallAsync<string[]>(
            "() => [...document.querySelectorAll('#check-results tbody td:last-child')].map(cell => cell.textContent)");
        Assert.True(verdicts.Length >= 6, $"{verdicts.Length} comparisons");
        Assert.All(verdicts, verdict => Assert.Equal("✓ equal", verdict));
    }

    [Fact]
    public async Task Changed_bit_of_the_stored_state_is_found()
    {
        FirefoxPage page = firefox.Page;
        await page.CallAsync<object?>(PageScripts.GoTo, "#check-it-here");

        Assert.Matches("^✗ DIFFERENT: .*state.*Before, this page changed bit ", await page.CallAsync<string>(Train, "0", "state"));
    }

    [Fact]
    public async Task Network_has_after_every_step_the_answer_and_the_hidden_state_that_it_has_in_the_harness()
    {
        FirefoxPage page = firefox.Page;
        ImageSet test = MnistOrSkip.Load().Test;
        StepAnswers expected = StepAnswers.Of(RecordedNetwork.Read(RecordedRuns.Folder), test, Samples);

        Assert.Equal(7, expected.Networks.Count);
        Assert.Empty(await page.CallAsync<string[]>(PageScripts.DifferentAnswers, expected.ToJson()));
    }

    [Fact]
    public async Task Arithmetic_and_random_numbers_are_those_of_the_harness()
    {
        FirefoxPage page = firefox.Page;

        Assert.Empty(await page.CallAsync<string[]>(PageScripts.DifferentArithmetic, ArithmeticAnswers.Make().ToJson()));
    }

    /// <summary>The page, opened once for all tests.</summary>
    public sealed class Opened : IAsyncLifetime
    {
        private FirefoxPage? page;

        internal FirefoxPage Page
        {
            get
            {
                Assert.SkipWhen(page is null, TestedBrowser.WhyNone(BrowserProgram.Firefox));
                return page!;
            }
        }

        public async ValueTask InitializeAsync()
        {
            if (TestedBrowser.Find(BrowserProgram.Firefox, HarnessEnvironment.Current()) is { } program)
            {
                page = await FirefoxPage.OpenAsync(program, OpenedPage.CommittedFile);
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (page is not null)
            {
                await page.DisposeAsync();
            }
        }
    }
}
