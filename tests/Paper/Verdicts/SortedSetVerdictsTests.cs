using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts;
using Xunit;

namespace RnnMemory.Tests.Paper.Verdicts;

public sealed class SortedSetVerdictsTests
{
    // The paper has 21.7976 and 23.3126.
    [Fact]
    public void Distance_is_the_mean_absolute_difference_of_sorted_values()
    {
        Dictionary<string, NumberVerdict> verdicts = Of(2, (run, higherRate) => (run.Seed, higherRate) switch
        {
            (0, true) => 20,
            (0, false) => 24,
            (_, true) => 23,
            _ => 22,
        });
        SortedSet set = verdicts["T2/original/1"].SortedSet!;

        Assert.Equal([21.7976, 23.3126], set.Paper);
        Assert.Equal([21, 23.5], set.Ours);
        Assert.Equal((0.7976 + 0.1874) / 2, set.Distance, 1e-12);
        Assert.Equal([1.5, 1.5], set.SeedDistances);
        Assert.Null(set.Probability);
        Assert.Equal([24, 23], verdicts["T2/original/1"].Values.Select(value => value.Value));
        Assert.Equal([20, 22], verdicts["T2/original/2"].Values.Select(value => value.Value));
        Assert.StartsWith("Inconclusive by design with fewer than 19 runs; there are 2. Ours is the value of the same rank", verdicts["T2/original/1"].Reason);
    }

    [Theory]
    [InlineData(18, 30, Verdict.Inconclusive)]
    [InlineData(19, 30, Verdict.Differs)]
    [InlineData(19, 22.55, Verdict.Inconclusive)]
    public void Row_is_tested_with_19_seeds(int seeds, double latency, Verdict expected)
    {
        NumberVerdict verdict = Of(seeds, (run, _) => latency + (run.Seed % 5))["T2/original/2"];

        Assert.Equal(expected, verdict.Verdict);
        Assert.Equal(seeds, verdict.SortedSet!.SeedDistances.Count);
        Assert.Equal(expected == Verdict.Differs, verdict.SortedSet.Probability is 0.05);
    }

    [Fact]
    public void Seeds_that_lie_as_far_from_each_other_as_the_paper_does_count_as_such()
    {
        NumberVerdict verdict = Of(19, (_, higherRate) => higherRate ? 21.7976 : 23.3126)["T2/original/2"];

        Assert.Equal((0, 1), (verdict.SortedSet!.Distance, verdict.SortedSet.Probability));
        Assert.Equal(Verdict.Inconclusive, verdict.Verdict);
    }

    private static Dictionary<string, NumberVerdict> Of(int seeds, Func<SeedObservation, bool, double> latency)
    {
        Observations observations = new(MadeUp.LikeThePaper(seeds, noise: 0.05).Select(model => model.Model.Representation != "original"
            ? model
            : new ModelObservations(model.Model, model.Seeds.Select(run => run with { Latency = latency(run, model.Model.LearningRate == 3e-5) }))));
        return new SortedSetVerdicts(Ledger.Registered, new NumberEstimates(new Estimates(Ledger.Registered, observations), new StudentVariates(count: 1))).All()
            .ToDictionary(verdict => verdict.Number.Id);
    }
}
