using RnnMemory.Data;
using RnnMemory.Measures;
using RnnMemory.Tasks;
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
}
