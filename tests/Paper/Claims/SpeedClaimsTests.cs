using RnnMemory.Paper;
using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Tasks;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

public sealed class SpeedClaimsTests
{
    [Fact]
    public void Half_widths_of_the_mean_over_settings_add_in_squares()
    {
        RunObservations world = World.Of(3);
        Finding[] settings = [.. RawFindings.Of(world, "MN-11", OrderingReading.Authors)
            .Where(finding => finding is { Unit: "epochs", Decides: true })];

        Finding mean = RawFindings.Of(world, "ABS-4", OrderingReading.Authors)[0];

        Assert.Equal(4, settings.Length);
        Assert.Equal(settings.Average(setting => setting.Estimate!.Value), mean.Estimate!.Value, 1e-12);
        double squares = settings.Sum(setting => setting.HalfWidth() * setting.HalfWidth());
        Assert.True(squares > 0);
        Assert.Equal(Math.Sqrt(squares) / 4, mean.HalfWidth(), 1e-12);
    }

    // Weaker representations reach 85 % of their gain earlier, and all of it later.
    [Fact]
    public void Time_to_learn_is_that_to_nine_tenths_of_the_gain()
    {
        RunObservations world = World.Of(2).WithImages(run =>
        {
            int weakness = (int)run.Model.Representation;
            double best = 0.9 - (0.01 * weakness);
            return run with
            {
                TestAccuracies = [.. Enumerable.Range(0, 60)
                    .Select(epoch => epoch >= 30 + weakness ? best : epoch >= 20 - weakness ? 0.85 * best : 0)],
                BestEpoch = 59,
            };
        });

        Assert.All(RawFindings.Of(world, "CON-3"), finding => Assert.Equal(1, finding.Estimate!.Value, 1e-12));
    }

    [Fact]
    public void Tenth_epoch_is_the_tenth_from_one_on()
    {
        RunObservations world = World.Of(2).WithImages(run => run with
        {
            TestAccuracies = [.. Enumerable.Range(1, 20).Select(epoch => epoch <= 10 ? 0.896 : 0.9)],
            BestEpoch = 19,
        });

        Assert.All(RawFindings.Of(world, "CON-2"), finding => Assert.Equal(0.004, finding.Estimate!.Value, 1e-12));
    }

    [Fact]
    public void Columns_that_tie_with_rows_are_not_first()
    {
        RunObservations world = World.Of(2).WithImages(run => run with { TestAccuracies = [0.3, 0.6, 0.99], BestEpoch = 2 });

        Finding share = RawFindings.Of(world, "MN-11", OrderingReading.Authors).Single(finding => finding.Unit == "share");

        Assert.Equal((0, "0 of 16, ties count as not first"), (share.Estimate!.Value, share.Note));
    }

    // Rows reach 0.5, 0.9 and 0.95 in the epochs 2, 3 and 6; columns in 1, 2 and 3.
    [Theory]
    [InlineData("original and transposed, 3e-05", 3)]
    [InlineData("original and transposed, 1e-06", 1)]
    [InlineData("flattened and transposed-flattened, 1e-06", 1)]
    public void Epochs_are_counted_to_the_threshold_of_the_rate_and_of_the_length(string setting, double expected)
    {
        RunObservations world = World.Of(2).WithImages(run => run with
        {
            TestAccuracies = run.Model.Representation.Base() is Representation.Original or Representation.Flattened
                ? [0.4, 0.6, 0.92, 0.93, 0.94, 0.96] : [0.7, 0.92, 0.96, 0.96, 0.96, 0.96],
            BestEpoch = 5,
        });

        Finding epochs = RawFindings.Of(world, "MN-11", OrderingReading.Authors)
            .Single(finding => finding.Unit == "epochs" && finding.What.StartsWith($"{setting}:", StringComparison.Ordinal));

        Assert.Equal(expected, epochs.Estimate);
    }

    // Rows: three permutations with two seeds that take 4 epochs, six with one seed that take 7. Columns take 1.
    [Fact]
    public void Permutations_in_general_count_once_each_however_many_seeds_they_have()
    {
        RunObservations world = World.Of(2, permutations: 9);
        RunObservations uneven = world with { Images = [.. world.Images.Where(run => run.Seed == 0 || run.Model.Permutation is null or < 3)] };
        RunObservations paced = uneven.WithImages(run => run with
        {
            TestAccuracies = [.. Enumerable.Range(1, 10).Select(epoch => epoch >= EpochsOf(run.Model) ? 0.99 : 0.1)],
            BestEpoch = 9,
        });

        Finding epochs = RawFindings.Of(paced, "MN-11", OrderingReading.General)
            .Single(finding => finding.Unit == "epochs" && finding.What.StartsWith("original-permuted and transposed-permuted, 3e-05", StringComparison.Ordinal));

        Assert.Null(epochs.Missing);
        Assert.Equal(((3 * 3) + (6 * 6)) / 9.0, epochs.Estimate!.Value, 1e-12);

        // Of C(18, 9) arrangements one is as extreme.
        Assert.Equal(1 / 48_620.0, epochs.P!.Value, 1e-12);

        static int EpochsOf(ImageModel model) => model switch
        {
            { Representation: Representation.OriginalPermuted, Permutation: < 3 } => 4,
            { Representation: Representation.OriginalPermuted } => 7,
            _ => 1,
        };
    }

    // Within 0.02 of the optimum after ten epochs: the gap of each seed is the middle's, 0.002 more or less.
    [Theory]
    [InlineData(0.004, 0, Side.Above)]
    [InlineData(0.02, 0.002, Side.Open)]
    [InlineData(0.03, 0, Side.Below)]
    public void Tenth_epoch_is_near_the_optimum_if_the_interval_lies_below_the_registered_gap(double middle, double spread, Side expected)
    {
        RunObservations world = World.Of(2).WithImages(run => run with
        {
            TestAccuracies = [.. Enumerable.Range(1, 20).Select(epoch => epoch <= 10 ? 0.9 - middle + (run.Seed == 0 ? spread : -spread) : 0.9)],
            BestEpoch = 19,
        });

        Assert.All(RawFindings.Of(world, "CON-2"), finding => Assert.Equal(expected, finding.Side));
    }
}
