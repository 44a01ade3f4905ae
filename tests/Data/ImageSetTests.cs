using RnnMemory.Basics;
using RnnMemory.Data;
using Xunit;

namespace RnnMemory.Tests.Data;

public sealed class ImageSetTests
{
    [Fact]
    public void Image_is_the_block_of_its_pixels()
    {
        var set = new ImageSet("test", 2, 3, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [1, 0], 2, "hash");
        Assert.Equal([6, 7, 8, 9, 10, 11], set.Image(1).ToArray());
        Assert.Equal((2, 6), (set.Count, set.Size));
    }

    [Fact]
    public void Labels_of_another_count_are_refused() =>
        Assert.Contains("3 labels and 2 images", Assert.Throws<UserError>(() => new ImageSet("x", 1, 1, [0, 0], [0, 0, 0], 10, "")).Message);

    [Fact]
    public void Label_out_of_range_is_refused_with_its_place() =>
        Assert.Contains("from 0 to 9, got 10 for image 1", Assert.Throws<UserError>(() => new ImageSet("x", 1, 1, [0, 0], [9, 10], 10, "")).Message);

    [Fact]
    public void Test_images_of_another_size_are_refused()
    {
        var train = new ImageSet("x", 2, 2, new byte[4], [0], 10, "");
        var test = new ImageSet("x", 1, 4, new byte[4], [0], 10, "");
        Assert.Contains("2 x 2 pixels like the training images, got 1 x 4", Assert.Throws<UserError>(() => new ImageDataSet("x", train, test, 255)).Message);
    }

    [Fact]
    public void Hash_of_a_data_set_depends_on_both_parts()
    {
        ImageSet a = new("x", 1, 1, [0], [0], 10, "a"), b = new("x", 1, 1, [0], [0], 10, "b");
        Assert.Equal(4, new[] { (a, a), (a, b), (b, a), (b, b) }.Select(pair => new ImageDataSet("x", pair.Item1, pair.Item2, 255).Hash).Distinct().Count());
    }
}
