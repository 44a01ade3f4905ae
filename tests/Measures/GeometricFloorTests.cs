using RnnMemory.Data;
using RnnMemory.Measures;
using RnnMemory.Tasks;
using RnnMemory.Tests.Runs;
using Xunit;

namespace RnnMemory.Tests.Measures;

public sealed class GeometricFloorTests
{
    // One image of 2 rows of 3 pixels with ink at (0, 1), one with ink at (1, 0), one blank.
    private static readonly ImageSet Images = new("test", 2, 3, [0, 9, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0], new byte[3], 10, "");

    [Theory]
    [InlineData(Representation.Original, 1 + 2)]
    [InlineData(Representation.Transposed, 2 + 1)]
    [InlineData(Representation.Flattened, 2 + 4)]
    [InlineData(Representation.TransposedFlattened, 3 + 2)]
    public void Last_ink_is_the_last_step_that_shows_any(Representation representation, int sum) =>
        Assert.Equal(sum / 3.0, GeometricFloor.MeanLastInk(Images, PixelMap.Of(representation, 0, 2, 3)));

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 1.5)]
    public void Last_ink_of_the_first_images_is_their_own_mean(int count, double mean) =>
        Assert.Equal(mean, GeometricFloor.MeanLastInk(Images, PixelMap.Of(Representation.Original, 0, 2, 3), count));

    [Fact]
    public void Measure_counts_the_steps_of_the_runs_own_representation()
    {
        ITask task = (TinyDigits.Task with { Representation = Representation.TransposedPermuted, Permutation = 1 }).Open(0);
        var map = PixelMap.Of(Representation.TransposedPermuted, 1, 8, 8);

        LastInk ink = new LastInkMeasure(50).Compute(task, TestContext.Current.CancellationToken);

        Assert.Equal(new LastInk(GeometricFloor.MeanLastInk(((ImageTask)task).Test.Images, map, 50), 50), ink);
    }

    [Theory]
    [InlineData(null, 360)]
    [InlineData(0, 360)]
    [InlineData(100, 100)]
    [InlineData(1_000, 360)]
    public void Measure_takes_the_number_of_images_asked_for_or_all_there_are(int? asked, int measured) =>
        Assert.Equal(measured, new LastInkMeasure(asked).Compute(TinyDigits.Task.Open(0), TestContext.Current.CancellationToken).Images);
}
