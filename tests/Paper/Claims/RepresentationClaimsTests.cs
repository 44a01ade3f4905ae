using RnnMemory.Paper;
using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Statistics;
using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Streams;
using RnnMemory.Tasks;
using RnnMemory.Tests.Paper.Statistics;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

public sealed class RepresentationClaimsTests
{
    [Fact]
    public void Variance_of_representations_above_that_of_seeds_reaches_between_the_ends_that_lie_apart()
    {
        RunObservations world = World.Of(3);
        double[][] groups =
        [
            .. from run in world.Images
               where run.Model.LearningRate == 1e-6
               group run by run.Model.Representation into representation
               select representation.GroupBy(run => run.Seed)
                   .Select(seed => seed.Average(run => Math.Log(run.BestTestAccuracy / (1 - run.BestTestAccuracy)))).ToArray(),
        ];
        VarianceComponent component = VarianceComponent.Nested(groups, 0.95);

        Finding finding = RawFindings.Of(world, "INT-1", OrderingReading.Authors)[1];

        Assert.Equal(7, groups.Length);
        Close.Relative(component.Between - component.Within, finding.Estimate!.Value);
        Close.Relative(component.Interval.Low - component.WithinInterval.High, finding.Interval!.Value.Low);
        Close.Relative(component.Interval.High - component.WithinInterval.Low, finding.Interval.Value.High);
    }

    // The paper's best epoch of flattened at 3e-05 is 24.
    [Fact]
    public void Running_best_of_runs_that_may_collapse_includes_the_papers_epoch()
    {
        RunObservations world = World.Of(2).WithImages(run => run with
        {
            TestAccuracies = [.. Enumerable.Range(0, 30).Select(epoch => epoch < 24 ? 0.5 : epoch == 24 ? 0.6 : 0.9)],
            BestEpoch = 29,
        });

        string[] notes = [.. RawFindings.Of(world, "MN-3").Select(finding => finding.Note).OfType<string>()];

        Assert.Contains(notes, note => note.EndsWith("the running best of 2 of ours alive then is 0.6000", StringComparison.Ordinal));
    }

    [Fact]
    public void Lag_is_followed_over_the_last_quarter_of_training()
    {
        RunObservations world = World.Of(2).WithImages(run => run with
        {
            TestAccuracies = run.Model.Representation == Representation.OriginalPermuted
                ? [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 0.9] : [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.95],
            BestEpoch = 7,
        });

        Assert.All(RawFindings.Of(world, "CON-4"), finding =>
            Assert.EndsWith("over the last quarter the lag goes from 10.00 to 5.00 points", finding.Note));
    }

    // 12 / (9 · 10) · (6² / 3 + 22² / 4 + 17² / 2) − 3 · 10
    [Fact]
    public void Statistic_of_several_groups_is_that_of_Kruskal_and_Wallis()
    {
        PermutationResult result = KruskalWallis.Test([[1, 2, 3], [4, 5, 6, 7], [8, 9]], new RandomStream(0, "test/kruskal-wallis"));

        Assert.Equal(7, result.Statistic, 1e-12);
        Assert.InRange(result.Probability, 0.0001, 0.01);
    }
}
