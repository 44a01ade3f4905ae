using RnnMemory.Paper;
using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Tasks;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

public sealed class IncrementClaimsTests
{
    [Theory]
    [InlineData(3, 4.0, 1.0, 3.0)]
    [InlineData(2.5, 4.0, 1.0, 3.0, 2.0)]
    public void Median_of_an_even_number_of_values_is_the_mean_of_both_in_the_middle(double expected, params double[] values) =>
        Assert.Equal(expected, IncrementCell.Median(values));

    [Fact]
    public void Gain_after_the_early_updates_is_counted_from_the_point_at_10_240()
    {
        RunObservations world = World.Of(5).WithIncrements(run => run with { Curve = [(0, 0.2), (1_024, 0.3), (10_240, 0.5), (10_752, 0.6), (51_200, 0.9)] });

        Finding[] gains = [.. RawFindings.Of(world, "INC-9", OrderingReading.General).Where(finding => finding.Part == "gain")];

        Assert.Equal(9, gains.Length);
        Assert.All(gains, gain => Assert.Equal(0.4, gain.Estimate!.Value, 1e-12));
    }

    [Fact]
    public void Loss_by_the_complicated_order_is_decided_by_the_cell_that_does_best_in_the_simple_one()
    {
        RunObservations world = World.Of(5).WithIncrements(run => run with
        {
            Final = new Dictionary<string, double>(run.Final)
            {
                [IncrementMetrics.Digits] = (run.Model.Order, run.Model.Cell) switch
                {
                    (DigitOrder.Complicated, "vanilla") => 0.99,
                    (DigitOrder.Complicated, _) => 0.9,
                    (_, "lstm") => 0.98,
                    (_, "gru") => 0.97,
                    _ => 0.96,
                },
            },
        });

        Finding deciding = RawFindings.Of(world, "ABS-2", OrderingReading.General).Single(finding => finding.Decides);

        Assert.StartsWith("2x32/lstm: ", deciding.What);
        Assert.Equal(0.08, deciding.Estimate!.Value, 1e-12);
    }

    [Theory]
    [InlineData(0.92, 0.95)]
    [InlineData(0.95, 0.92)]
    public void Learning_is_counted_from_the_better_of_copying_and_no_carry(double copying, double withoutCarry)
    {
        RunObservations world = World.Of(5).WithIncrements(run => run with
        {
            Final = Digits(0.97),
            Copying = Digits(copying),
            WithoutCarry = Digits(withoutCarry),
        });

        Assert.All(
            RawFindings.Of(world, "INC-9", OrderingReading.General).Where(finding => finding.What.Contains("above the better of", StringComparison.Ordinal)),
            finding => Assert.Equal(0.02, finding.Estimate!.Value, 1e-12));

        static Dictionary<string, double> Digits(double share) => new() { [IncrementMetrics.SecondHalf] = share };
    }

    [Fact]
    public void Share_of_stuck_runs_is_that_of_the_runs_that_did_not_diverge()
    {
        RunObservations world = World.Of(5).WithIncrements(run => run with { IsStuck = run.Seed == 0, Diverged = run.Seed == 1 });

        Finding share = RawFindings.Of(world, "INC-9", OrderingReading.General)
            .Single(finding => finding.What.StartsWith("2x32/vanilla/complicated: share", StringComparison.Ordinal));

        Assert.Equal(0.25, share.Estimate);
        Assert.Equal("1 of 4 runs: seed 0", share.Note);
    }
}
