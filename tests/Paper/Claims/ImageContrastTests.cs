using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Tasks;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

public sealed class ImageContrastTests
{
    private const double Rate = 3e-5;
    private static readonly ImageModel Original = new(Representation.Original, null, Rate);
    private static readonly ImageModel Transposed = new(Representation.Transposed, null, Rate);

    // The variance of every model's three seeds is 0.01, that of transposed's two is 0.02; eight models of 28 steps are pooled.
    [Fact]
    public void Difference_has_the_moderated_spreads_of_both_models_and_the_smaller_degrees_of_freedom()
    {
        RunObservations world = Latencies(World.Of(3), _ => 20);
        RunObservations fewer = world with { Images = [.. world.Images.Where(run => run.Model != Transposed || run.Seed != 1)] };
        double pooled = ((7 * 2 * 0.01) + 0.02) / 15;
        double first = ((4 * pooled) + (2 * 0.01)) / 6, second = ((4 * pooled) + 0.02) / 5;

        Finding whole = Of(world, ImageMeasure.Latency).Difference([Original], [Transposed]);
        Finding finding = Of(fewer, ImageMeasure.Latency).Difference([Original], [Transposed]);

        // R: qt(0.975, 6) and qt(0.975, 5)
        Assert.Equal(2.446911851 * Math.Sqrt(2 * 0.01 / 3), whole.HalfWidth(), 1e-8);
        Assert.Equal(2.570581836 * Math.Sqrt((first / 3) + (second / 2)), finding.HalfWidth(), 1e-8);
        Assert.Equal("moderated t on latency, 5 degrees of freedom", finding.Test);
    }

    // Means of nine permutations rise by 0.1 each: their variance is 0.075.
    [Fact]
    public void Difference_over_permutations_has_the_spread_of_their_means_and_the_smaller_degrees_of_freedom()
    {
        RunObservations world = Latencies(
            World.Of(3, permutations: 9), model => model == Original ? 22 : 20 + (0.1 * (model.Permutation ?? 0)));
        IReadOnlyList<ImageModel> permuted = RawFindings.Evidence(world).TrainedModels(Representation.OriginalPermuted, Rate);

        Finding finding = Of(world, ImageMeasure.Latency).OverPermutations([Original], permuted, "in general");

        Assert.Equal(9, permuted.Count);
        Assert.Equal(1.6, finding.Estimate!.Value, 1e-12);
        Assert.Equal(2.446911851 * Math.Sqrt((0.01 / 3) + (0.075 / 9)), finding.HalfWidth(), 1e-8);
        Assert.Equal("t over permutations on latency, 6 degrees of freedom", finding.Test);
    }

    [Fact]
    public void Difference_of_accuracies_is_noted_in_points()
    {
        RunObservations world = World.Of(2).WithImages(run => run.WithAccuracy(run.Model == Original ? 0.95 : 0.93));

        Assert.Equal("2.00 points", Of(world, ImageMeasure.Best).Difference([Original], [Transposed]).Note);
    }

    private static ImageContrast Of(RunObservations world, ImageMeasure measure) => new(RawFindings.Evidence(world), measure);

    // Three seeds 0.1 apart around a model's middle.
    private static RunObservations Latencies(RunObservations world, Func<ImageModel, double> middle) => world.WithImages(run =>
        run with { LastLatency = new ObservedLatency(middle(run.Model) + (0.1 * (run.Seed - 1)), null) });
}
