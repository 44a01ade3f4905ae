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
        RunObservations world = World.Of(5).WithIncrements(run => run with
        {
            Curve = [(0, 0.2), (1_024, 0.3), (10_240, 0.5), (10_752, 0.6), (51_200, 0.9)],
        });

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
            RawFindings.Of(world, "INC-9", OrderingReading.General)
                .Where(finding => finding.What.Contains("above the better of", StringComparison.Ordinal)),
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

    [Fact]
    public void A_tie_at_the_ceiling_is_a_case_that_is_not_slower()
    {
        RunObservations world = World.Of(5).WithIncrements(run => run with
        {
            Final = new Dictionary<string, double> { [IncrementMetrics.SecondHalf] = 0.995 },
            Curve = [(0, 0.5), (512, 0.99 + (0.001 * run.Seed))],
        });

        Finding[] slower = [.. RawFindings.Of(world, "INC-10", OrderingReading.General).Take(9)];

        Assert.All(slower, finding => Assert.Equal(("both orders end at the ceiling", Side.Below), (finding.Note, finding.Side)));
    }

    // A loss of 0.02 is much, as is registered; neither order reaches the optimum, so the updates say nothing.
    [Theory]
    [InlineData(0.03, Side.Above)]
    [InlineData(0.01, Side.Below)]
    public void Much_slower_is_a_loss_of_area_from_the_registered_one_on(double loss, Side expected)
    {
        RunObservations world = World.Of(5).WithIncrements(run => run with
        {
            Curve = [(0, 0.8 - (run.Model.Order == DigitOrder.Simple ? 0 : loss) + (0.0001 * run.Seed))],
        });

        Finding[] much = [.. RawFindings.Of(world, "INC-10", OrderingReading.General)
            .Where(finding => finding.What.EndsWith("much slower", StringComparison.Ordinal))];

        Assert.Equal(9, much.Length);
        Assert.All(much, finding => Assert.Equal(expected, finding.Side));
    }

    // The simple order reaches the optimum at update 1,000. Of six runs of the complicated order so many reach it at 1,500.
    [Theory]
    [InlineData(6, "updates by a factor of 1.50", Side.Below)]
    [InlineData(4, "updates by a factor of 1.50", Side.Below)]
    [InlineData(3, "updates by a factor of at least 1.75", Side.Open)]
    [InlineData(0, "updates by a factor of at least 2.00", Side.Above)]
    public void Factor_of_updates_is_a_lower_bound_if_a_run_in_the_middle_never_reaches_the_optimum(int reaching, string note, Side expected)
    {
        RunObservations world = World.Of(6).WithIncrements(run => run with
        {
            Curve = run.Model.Order == DigitOrder.Simple ? [(1_000, 0.991), (2_000, 0.991)]
                : [(1_000, 0.985), (1_500, run.Seed < reaching ? 0.991 : 0.985), (2_000, run.Seed < reaching ? 0.991 : 0.985)],
        });

        Finding much = RawFindings.Of(world, "INC-10", OrderingReading.General)
            .First(finding => finding.What.EndsWith("much slower", StringComparison.Ordinal));

        Assert.Equal((note, expected), (much.Note, much.Side));
    }

    [Fact]
    public void Learning_is_tested_one_sided()
    {
        RunObservations world = World.Of(5).WithIncrements(run => run with
        {
            Final = new Dictionary<string, double> { [IncrementMetrics.SecondHalf] = run.Floor + (0.01 * (run.Seed + 1)) },
        });

        Finding learned = RawFindings.Of(world, "INC-9", OrderingReading.General)[0];

        // R: t.test(1:5, alternative = "greater")
        Assert.Equal(0.006617, learned.P!.Value, 1e-6);
        Assert.Equal(1 - 0.006617, learned.Opposite!.Value, 1e-6);
    }

    [Fact]
    public void Loss_of_digits_is_noted_as_what_each_order_scores_above_copying()
    {
        RunObservations world = World.Of(5).WithIncrements(run => run with
        {
            Final = new Dictionary<string, double>(run.Final)
            {
                [IncrementMetrics.Digits] = run.Model.Order == DigitOrder.Simple ? 0.99 : 0.95,
            },
            Copying = new Dictionary<string, double>(run.Copying) { [IncrementMetrics.Digits] = 0.94 },
        });

        Finding loss = RawFindings.Of(world, "ABS-2", OrderingReading.General).First(finding => finding.Decides);

        Assert.Equal("above copying: 0.0500 simple, 0.0100 complicated", loss.Note);
    }

    [Fact]
    public void Share_of_the_permutations_is_that_of_the_areas_of_permutations_crossed_with_seeds()
    {
        double[][] areas = [[0.90, 0.91, 0.93], [0.80, 0.82, 0.81], [0.70, 0.71, 0.73]];
        RunObservations world = World.Of(3);
        IEnumerable<IncrementObservation> crossed =
            from run in world.Increments
            where run.Model.Name == "2x32/gru/complicated"
            from permutation in Enumerable.Range(0, areas.Length)
            select run with
            {
                Differences = [new("task.drawnPermutation", "absent", $"{permutation}")],
                Curve = [(0, 0.5), (512, (2 * areas[permutation][run.Seed]) - 0.5)],
            };

        Finding variance = RawFindings.Of(world with { Increments = [.. world.Increments, .. crossed] }, "INC-10", OrderingReading.General)
            .Single(finding => finding.What.StartsWith("2x32/gru: variance of permutations", StringComparison.Ordinal));

        Assert.Equal(VarianceComponent.Crossed(areas, 0.95).Between, variance.Estimate!.Value, 1e-12);
        Assert.False(variance.Decides);
    }
}
