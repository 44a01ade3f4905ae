using RnnMemory.Paper;
using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Tasks;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

public sealed class QuantityClaimsTests
{
    private const double Low = 1e-6;

    [Fact]
    public void Decrease_is_that_of_the_mean_over_permutations_in_percent_of_the_score_before()
    {
        RunObservations world = World.Of(2)
            .WithImages(run => run.WithAccuracy(run.Model.Permutation switch { null => 0.98, 0 => 0.95, 1 => 0.94, _ => 0.9 }));

        Finding[] means = [.. RawFindings.Of(world, "Q-1", OrderingReading.Authors).Where(finding => !finding.Decides)];

        Assert.Equal(2, means.Length);
        Assert.All(means, mean => Assert.Equal(100 * (0.98 - 0.93) / 0.98, mean.Estimate!.Value, 1e-9));
    }

    [Fact]
    public void Difference_of_two_decreases_is_the_first_less_the_second()
    {
        RunObservations world = World.Of(2).WithImages(run => run.WithAccuracy(run.Model.Representation switch
        {
            Representation.OriginalPermuted => 0.93,
            Representation.TransposedPermuted => 0.96,
            _ => 0.98,
        }));

        Finding difference = RawFindings.Of(world, "Q-2")[^1];

        Assert.Equal(100 * (0.96 - 0.93) / 0.98, difference.Estimate!.Value, 1e-9);
    }

    // "Four times the mistakes": no effect is a ratio of 1.
    [Theory]
    [InlineData(0.8, Side.Open)]
    [InlineData(1.2, Side.Above)]
    public void Ratio_of_mistakes_is_shown_by_an_interval_above_one(double low, Side expected)
    {
        Finding ratio = RawFindings.Of(World.Of(2), "Q-6").Single();

        Assert.Equal(expected, (ratio with { Interval = new(low, 5), P = 0.001 }).Decided(0.05).Side);
    }

    // Three seeds of the wider network lie 0.1 apart on the logit scale; no other model has a spread.
    [Fact]
    public void Share_of_the_loss_that_parameters_remove_has_the_spread_of_the_wider_network()
    {
        double place = Math.Log(0.85 / 0.15);
        RunObservations world = Loss(Changed(Representation.Flattened, "140", seed => 1 / (1 + Math.Exp(-(place + (0.1 * (seed - 1)))))));

        Finding share = RawFindings.Of(world, "Q-7")[0];

        // R: qt(0.975, 2)
        Assert.Equal(0.5, share.Estimate!.Value, 1e-9);
        Assert.Equal(4.302652730 * 0.1 / Math.Sqrt(3) * 0.85 * 0.15 / 0.1, share.HalfWidth(), 1e-7);
    }

    [Fact]
    public void Share_of_the_loss_that_fewer_parameters_make_is_counted_from_the_whole_network()
    {
        Finding share = RawFindings.Of(Loss(Changed(Representation.Original, "116", _ => 0.88)), "Q-7")[1];

        Assert.Equal(0.2, share.Estimate!.Value, 1e-9);
        Assert.False(share.Decides);
    }

    // By flattening, 0.9 becomes 0.8.
    private static RunObservations Loss(IEnumerable<ImageObservation> changed)
    {
        RunObservations world = World.Of(3)
            .WithImages(run => run.WithAccuracy(run.Model.Representation == Representation.Flattened ? 0.8 : 0.9));
        return world with { Images = [.. world.Images, .. changed] };
    }

    private static IEnumerable<ImageObservation> Changed(Representation representation, string hidden, Func<long, double> accuracy) =>
        from run in World.Of(3).Images
        where run.Model == new ImageModel(representation, null, Low)
        select run.WithAccuracy(accuracy(run.Seed)) with { Differences = [new("model.hidden", "128", hidden)] };
}
