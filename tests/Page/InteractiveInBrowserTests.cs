using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RnnMemory.Data;
using RnnMemory.Reports.Page.Interactive;
using RnnMemory.Runs;
using RnnMemory.Tests.Data;
using RnnMemory.Tests.Page.Interactive;
using Xunit;

namespace RnnMemory.Tests.Page;

/// <summary>The parts of the committed page that compute: training an epoch again, and reading a digit step by step.</summary>
[Collection(InBrowser.Name)]
public sealed partial class InteractiveInBrowserTests(Browser browser)
{
    private const int Samples = 100;

    private const float LongestTraining = 60_000;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    public async Task Epoch_trained_again_in_the_browser_has_the_recorded_metrics_and_hashes(int run, int epoch)
    {
        IPage page = await browser.SharedAsync();

        string status = await Train(page, run, epoch, flip: "");

        Assert.StartsWith("✓ equal: all ", status);
        string[] verdicts = [.. await page.Locator("#check-results tbody td:last-child").AllTextContentsAsync()];
        Assert.True(verdicts.Length >= 6, $"{verdicts.Length} comparisons");
        Assert.All(verdicts, verdict => Assert.Equal("✓ equal", verdict));
        int hashes = (await page.Locator("#check-results tbody tr").AllTextContentsAsync()).Count(row => Hash().Count(row) == 2);
        Assert.True(hashes >= 2, $"{hashes} pairs of hashes");
    }

    [Theory]
    [InlineData("state", "state")]
    [InlineData("parametersHash", "parameters")]
    [InlineData("loss", "loss")]
    [InlineData("images", "images")]
    public async Task Changed_bit_of_the_record_is_found_and_named(string flip, string named)
    {
        IPage page = await browser.SharedAsync();

        string status = await Train(page, run: 0, epoch: -1, flip);

        Assert.StartsWith("✗ DIFFERENT: ", status);
        Assert.Contains(named, status[..status.IndexOf(". Training took", StringComparison.Ordinal)]);
        Assert.Contains("Before, this page changed ", status);
    }

    [Fact]
    public async Task Network_in_the_browser_has_after_every_step_the_answer_and_the_hidden_state_that_it_has_in_the_harness()
    {
        ImageSet test = MnistOrSkip.Load().Test;
        StepAnswers expected = StepAnswers.Of(RecordedNetwork.Read(RecordedRuns.Folder), test, Samples);
        IPage page = await browser.SharedAsync();

        string[] different = await page.EvaluateAsync<string[]>(PageScripts.DifferentAnswers, expected.ToJson());

        Assert.Equal(7, expected.Networks.Count);
        Assert.All(expected.Networks, network => Assert.Equal(Samples, network.Images.Count));
        Assert.Empty(different);
    }

    // A rounding that is wrong once in millions would pass every replay.
    [Fact]
    public async Task Arithmetic_and_random_numbers_in_the_browser_are_those_of_the_harness()
    {
        IPage page = await browser.SharedAsync();

        string[] different = await page.EvaluateAsync<string[]>(PageScripts.DifferentArithmetic, ArithmeticAnswers.Make().ToJson());

        Assert.Empty(different);
    }

    [Fact]
    public async Task Sample_and_drawing_get_an_answer_after_each_step_and_a_latency_in_all_seven_representations()
    {
        IPage page = await browser.SharedAsync();
        await page.EvaluateAsync(PageScripts.GoTo, "#see-the-memory");
        await page.Locator("#memory-sample").SelectOptionAsync("7");
        await Assertions.Expect(page.Locator("#memory-all tbody tr td:nth-child(4)").Nth(6)).Not.ToBeEmptyAsync();
        string ofSample = await page.Locator("#memory-all").InnerTextAsync();

        await page.Locator("#memory-clear").ClickAsync();
        await page.Locator("#memory-drawing").FocusAsync();
        for (int i = 0; i < 8; i++)
        {
            await page.Keyboard.PressAsync("Shift+ArrowDown");
        }

        await Assertions.Expect(page.Locator("#memory-sample")).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator("#memory-all")).Not.ToHaveTextAsync(ofSample);
        await page.Locator("#memory-step").FillAsync("3");
        string third = await page.Locator("#memory-answer").InnerTextAsync();
        Assert.StartsWith("After step 3 of ", third);
        Assert.Equal(10, await page.Locator("#memory-probabilities tbody tr").CountAsync());
    }

    [Fact]
    public async Task Step_chosen_right_after_a_stroke_stays_chosen()
    {
        IPage page = await browser.SharedAsync();
        await page.EvaluateAsync(PageScripts.GoTo, "#see-the-memory");

        string answer = await page.EvaluateAsync<string>(PageScripts.AnswerOfStepChosenWhileDrawing);

        Assert.StartsWith("After step 3 of ", answer);
    }

    private static async Task<string> Train(IPage page, int run, int epoch, string flip)
    {
        await page.EvaluateAsync(PageScripts.GoTo, "#check-it-here");
        await page.Locator("#check-run").SelectOptionAsync([new SelectOptionValue { Index = run }]);
        int epochs = await page.Locator("#check-epoch option").CountAsync();
        await page.Locator("#check-epoch").SelectOptionAsync([new SelectOptionValue { Index = epoch < 0 ? epochs + epoch : epoch }]);
        await page.Locator("#check-flip").SelectOptionAsync(flip);
        await page.Locator("#check-train").ClickAsync();
        await Assertions.Expect(page.Locator("#check-status")).ToContainTextAsync(
            new Regex("equal|DIFFERENT"), new() { Timeout = LongestTraining });
        return await page.Locator("#check-status").InnerTextAsync();
    }

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();
}
