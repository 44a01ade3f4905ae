using CsCheck;
using RnnMemory.Data;
using Xunit;

namespace RnnMemory.Tests.Data;

public sealed class SquareBoxTests
{
    private static readonly Gen<(byte[] Image, int Side)> Images =
        from side in Gen.Int[1, 12]
        from image in Gen.Frequency((3, Gen.Const((byte)0)), (1, Gen.Byte)).Array[side * side]
        select (image, side);

    [Fact]
    public void Every_image_with_ink_gets_a_square_box_as_long_as_its_longer_side() => Images.Sample((image, side) =>
    {
        (int height, int width) = Box(image, side);
        int longer = Math.Max(height, width);
        Assert.Equal((longer, longer), Box(Squared(image, side), side));
    });

    [Fact]
    public void A_square_box_stays_as_it_is() => Images.Sample((image, side) =>
    {
        byte[] once = Squared(image, side);
        Assert.Equal(once, Squared(once, side));
    });

    [Fact]
    public void A_transposed_image_becomes_the_transposed_result() => Images.Sample((image, side) =>
        Assert.Equal(Transposed(Squared(image, side), side), Squared(Transposed(image, side), side)));

    [Fact]
    public void The_shorter_side_is_stretched_around_its_middle_by_covered_lengths()
    {
        // A box of 3 rows and 2 columns: the middle column of the new box covers a third of each old one, so it is their mean.
        byte[] image =
        [
            0, 0, 0, 0,
            0, 9, 0, 0,
            0, 0, 4, 0,
            0, 7, 8, 0,
        ];

        Assert.Equal(
            [
                0, 0, 0, 0,
                9, 5, 0, 0,
                0, 2, 4, 0,
                7, 8, 8, 0,
            ],
            Squared(image, 4));
    }

    [Fact]
    public void A_box_that_would_reach_over_the_edge_ends_there()
    {
        byte[] image = [0, 0, 5, 0, 0, 5, 0, 0, 5];

        Assert.Equal([5, 5, 5, 5, 5, 5, 5, 5, 5], Squared(image, 3));
    }

    [Fact]
    public void Both_parts_of_a_set_are_changed_once_and_keep_labels_and_hash()
    {
        ImageDataSet plain = ImageSets.Load(RnnMemory.Data.Digits.Name);
        ImageDataSet squared = SquareBox.Of(plain);

        Assert.Same(squared, SquareBox.Of(plain));
        Assert.Equal((plain.Hash, plain.Maximum), (squared.Hash, squared.Maximum));
        foreach ((ImageSet before, ImageSet after) in new[] { (plain.Train, squared.Train), (plain.Test, squared.Test) })
        {
            Assert.True(before.Labels.SequenceEqual(after.Labels));
            Assert.False(before.Pixels.SequenceEqual(after.Pixels));
            Assert.All(Enumerable.Range(0, after.Count), i =>
            {
                (int height, int width) = Box(after.Image(i).ToArray(), after.Rows);
                Assert.Equal(height, width);
            });
        }
    }

    private static byte[] Squared(byte[] image, int side)
    {
        byte[] squared = new byte[image.Length];
        SquareBox.Square(image, side, squared);
        return squared;
    }

    // Not by the tested code: the box from the places of all ink.
    private static (int Height, int Width) Box(byte[] image, int side)
    {
        int[] ink = [.. Enumerable.Range(0, image.Length).Where(i => image[i] > 0)];
        return ink.Length == 0 ? (0, 0) : (Length(ink.Select(i => i / side)), Length(ink.Select(i => i % side)));

        static int Length(IEnumerable<int> places) => places.Max() - places.Min() + 1;
    }

    private static byte[] Transposed(byte[] image, int side) =>
        [.. Enumerable.Range(0, image.Length).Select(i => image[(i % side * side) + (i / side)])];
}
