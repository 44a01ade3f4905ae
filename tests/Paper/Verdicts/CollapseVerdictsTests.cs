using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts;
using Xunit;

namespace RnnMemory.Tests.Paper.Verdicts;

public sealed class CollapseVerdictsTests
{
    private const string Vacc = "T3/flattened@3e-05/vacc";
    private const string Epoch = "T3/flattened@3e-05/epoch";

    [Fact]
    public void Share_of_collapsed_runs_has_its_exact_interval()
    {
        Collapse collapse = Of(5, run => run with { CollapsedAt = run.Seed == 0 ? 100 : null })[Vacc].Collapse!;

        Assert.Equal((5, 1), (collapse.Runs, collapse.Collapsed));
        Assert.Equal(0.005050763379, collapse.Share!.Value.Low, 1e-9);
        Assert.Equal(0.716417935, collapse.Share!.Value.High, 1e-7);
    }

    [Theory]
    [InlineData(0, "there are 0")]
    [InlineData(1, "there is 1")]
    [InlineData(18, "there are 18")]
    public void Fewer_than_19_runs_are_inconclusive_by_design(int runs, string there)
    {
        Dictionary<string, NumberVerdict> verdicts = Of(runs, run => run with { BestEpoch = 1, TestAccuracies = [.. run.TestAccuracies.Select(_ => 0.2)] });

        foreach (string id in new[] { Vacc, Epoch })
        {
            Assert.Equal(Verdict.Inconclusive, verdicts[id].Verdict);
            Assert.Equal($"Inconclusive by design with fewer than 19 runs; {there}.", verdicts[id].Reason);
        }
    }

    [Fact]
    public void Best_epochs_far_below_the_papers_differ()
    {
        NumberVerdict verdict = Of(19, run => run with { BestEpoch = 1 })[Epoch];

        Assert.Equal((Verdict.Differs, Direction.Lower), (verdict.Verdict, verdict.Direction));
        Assert.Equal(1 - 136.2, verdict.Collapse!.BestEpochs!.Statistic, 1e-9);
        Assert.InRange(verdict.Collapse!.BestEpochs!.Probability, 0, 0.001);
    }

    [Fact]
    public void Best_epochs_like_the_papers_are_inconclusive() => Assert.Equal(Verdict.Inconclusive, Of(19, run => run)[Epoch].Verdict);

    // The paper's vacc is printed at its epoch 24.
    [Fact]
    public void Running_best_leaves_out_runs_that_collapsed_before_the_papers_epoch_and_those_that_never_reach_it()
    {
        Collapse collapse = Of(5, run => run with
        {
            CollapsedAt = run.Seed switch { 0 => 24, 1 => 25, _ => null },
            TestAccuracies = [.. Enumerable.Range(0, run.Seed == 2 ? 24 : 244).Select(epoch => epoch == 20 ? 0.6 : epoch > 24 ? 0.9 : 0.5)],
        })[Vacc].Collapse!;

        Assert.Equal([(1, 0.6), (3, 0.6), (4, 0.6)], collapse.RunningBest.Select(run => ((int)run.Seed, run.Value)));
        Assert.Equal(0.5, collapse.Rank!.Value, 1e-12);
    }

    [Fact]
    public void Running_best_includes_the_papers_own_epoch()
    {
        double[] rising = [.. Enumerable.Range(0, 30).Select(epoch => epoch < 24 ? 0.5 : epoch == 24 ? 0.6 : 0.7)];
        Collapse collapse = Of(2, run => run with { TestAccuracies = rising })[Vacc].Collapse!;

        Assert.Equal([0.6, 0.6], collapse.RunningBest.Select(run => run.Value));
    }

    [Theory]
    [InlineData(38, Verdict.Inconclusive)]
    [InlineData(39, Verdict.Differs)]
    public void Rank_of_the_papers_vacc_is_tested_two_sided(int runs, Verdict expected)
    {
        NumberVerdict verdict = Of(runs, run => run with { TestAccuracies = [.. run.TestAccuracies.Select(_ => 0.2)] })[Vacc];

        Assert.Equal(expected, verdict.Verdict);
        Assert.Equal(expected == Verdict.Differs ? Direction.Lower : null, verdict.Direction);
        Assert.Equal(2.0 / (runs + 1), verdict.Collapse!.Rank!.Value, 1e-12);
    }

    private static Dictionary<string, NumberVerdict> Of(int runs, Func<SeedObservation, SeedObservation> change) =>
        new CollapseVerdicts(Ledger.Registered, MadeUp.LikeThePaper(runs, noise: 0.05).With("flattened", 3e-5, change)).All()
            .ToDictionary(verdict => verdict.Number.Id);
}
