using RnnMemory.Paper;
using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Tasks;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

public sealed class LatencyClaimsTests
{
    // R: t.test(c(20, 20.2, 20.4), c(19.9, 20.1, 20.3), conf.level = 0.9), whose standard error is sqrt(0.08 / 3), with 4 degrees of
    // freedom.
    [Fact]
    public void Equal_latency_in_a_square_box_is_tested_by_the_90_percent_interval()
    {
        RunObservations world = WithSquareBoxes(run => run with
        {
            LastLatency = new ObservedLatency((run.Model.Representation == Representation.Original ? 20 : 19.9) + (0.2 * run.Seed), null),
        });

        Finding mechanism = RawFindings.Of(world, "MN-13")[^1];

        Assert.Equal(0.1, mechanism.Estimate!.Value, 1e-12);
        Assert.Equal(2.131846786 * Math.Sqrt(0.08 / 3), mechanism.HalfWidth(), 1e-8);
        Assert.Equal(Side.Above, mechanism.Side);
    }

    // Rows reach 0.95 in the fourth epoch, columns in the second.
    [Fact]
    public void Difference_in_speed_in_a_square_box_is_shown_and_decides_nothing()
    {
        RunObservations world = WithSquareBoxes(run => run with
        {
            TestAccuracies = run.Model.Representation == Representation.Original ? [0.5, 0.6, 0.7, 0.96] : [0.5, 0.96, 0.96, 0.96],
            BestEpoch = 3,
        });

        Finding speed = RawFindings.Of(world, "CON-6", OrderingReading.Authors)[^1];

        Assert.Equal(2, speed.Estimate);
        Assert.Equal((false, true), (speed.Decides, speed.Describes));
    }

    [Fact]
    public void Latency_of_even_test_images_is_taken_from_that_of_odd_ones()
    {
        RunObservations world = World.Of(2)
            .WithImages(run => run with { LastLatency = new ObservedLatency(18, null) { Odd = 18.1, Even = 18 } });

        Assert.Equal(0.1, RawFindings.Of(world, "LAT-3").Single().Estimate!.Value, 1e-12);
    }

    // Original: two steps before the last ink. Transposed: three.
    [Fact]
    public void Latency_is_counted_from_the_last_ink_too()
    {
        RunObservations world = World.Of(2).WithImages(run => run.Model.Representation == Representation.Original
            ? run with { LastLatency = new ObservedLatency(22, 18), LastInk = 24 }
            : run with { LastLatency = new ObservedLatency(18, 18), LastInk = 21 });

        Finding finding = RawFindings.Of(world, "LAT-1")
            .Single(finding => finding.What.StartsWith("latency less the last ink", StringComparison.Ordinal));

        Assert.Equal(1, finding.Estimate!.Value, 1e-12);
    }

    // Three seeds of every model, and beside them original and transposed at 3e-5 on digits in a square box, changed.
    private static RunObservations WithSquareBoxes(Func<ImageObservation, ImageObservation> change)
    {
        RunObservations world = World.Of(3);
        IEnumerable<ImageObservation> squeezed =
            from run in world.Images
            where run.Model is { LearningRate: 3e-5, Representation: Representation.Original or Representation.Transposed }
            select change(run) with { Differences = [new("task.squareBox", "absent", "true")] };
        return world with { Images = [.. world.Images, .. squeezed] };
    }
}
