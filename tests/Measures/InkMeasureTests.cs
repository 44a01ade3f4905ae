using RnnMemory.Data;
using RnnMemory.Measures;
using Xunit;

namespace RnnMemory.Tests.Measures;

public sealed class InkMeasureTests
{
    // Of 3 rows of 3 pixels: a tall image with a gap, a wide one with a gap, a diagonal of two pixels, a blank one.
    private static readonly ImageSet Images = new(
        "test", 3, 3, [0, 9, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 9, 0, 9, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], new byte[4], 10, "");

    [Fact]
    public void Ink_reaches_from_the_first_line_to_the_last_and_a_square_is_neither_tall_nor_wide()
    {
        Ink ink = InkMeasure.Of(Images, trainingImages: 7);

        Assert.Equal((7, 4, 3, 3), (ink.TrainingImages, ink.TestImages, ink.Rows, ink.Columns));
        Assert.Equal((1.5, 1.5), (ink.MeanHeight, ink.MeanWidth));
        Assert.Equal((1, 1), (ink.Taller, ink.Wider));
        Assert.Equal([2, 2, 3], ink.BlankRows);
        Assert.Equal([2, 2, 3], ink.BlankColumns);
    }
}
