using CsCheck;
using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Tasks;
using Xunit;

namespace RnnMemory.Tests.Tasks;

public sealed class ImageFeedTests
{
    [Fact]
    public void Fill_puts_every_pixel_where_the_representation_shows_it() =>
        (from rows in Gen.Int[1, 6]
         from columns in Gen.Int[1, 6]
         from representation in Gen.Enum<Representation>()
         from pixels in Gen.Byte.Array[5 * rows * columns]
         from indices in Gen.Int[0, 4].Array[1, 3]
         select (rows, columns, representation, pixels, indices)).Sample(sample =>
        {
            (int rows, int columns, Representation representation, byte[] pixels, int[] indices) = sample;
            var set = new ImageSet("test", rows, columns, pixels, [4, 3, 2, 1, 0], 10, "");
            var map = PixelMap.Of(representation, 0, rows, columns);
            using var batch = new Minibatch(map.Steps, 3, map.Width, Readout.LastStep);
            new ImageFeed(set, map, 255).Fill(indices, batch);
            Assert.Equal(indices.Length, batch.Rows);
            for (int row = 0; row < indices.Length; row++)
            {
                Assert.Equal(4 - indices[row], batch.Targets[row]);
                for (int t = 0; t < map.Steps; t++)
                {
                    for (int i = 0; i < map.Width; i++)
                    {
                        byte pixel = pixels[(indices[row] * rows * columns) + map.Pixels[(t * map.Width) + i]];
                        Assert.Equal(pixel / 255f, batch.Inputs[(((t * 3) + row) * map.Width) + i]);
                    }
                }
            }
        }, iter: 300);

    [Fact]
    public void FillRange_stops_at_the_end()
    {
        var set = new ImageSet("test", 1, 1, [10, 11, 12, 13, 14], new byte[5], 10, "");
        var feed = new ImageFeed(set, PixelMap.Of(Representation.Original, 0, 1, 1), 1);
        using var batch = new Minibatch(1, 3, 1, Readout.LastStep);
        feed.FillRange(2, 4, batch);
        Assert.Equal(2, batch.Rows);
        Assert.Equal([12f, 13f], batch.Inputs[..2].ToArray());
        feed.FillRange(0, 5, batch);
        Assert.Equal(3, batch.Rows);
    }

    [Fact]
    public void Digits_are_scaled_by_sixteen()
    {
        ImageDataSet digits = ImageSets.Load("digits");
        var feed = new ImageFeed(digits.Train, PixelMap.Of(Representation.Original, 0, 8, 8), digits.Maximum);
        using var batch = new Minibatch(8, 1, 8, Readout.LastStep);
        feed.FillRange(0, 1, batch);
        Assert.Equal([0, 0, 5 / 16f, 13 / 16f, 9 / 16f, 1 / 16f, 0, 0], batch.Inputs[..8].ToArray());
    }

    [Fact]
    public void Minibatch_of_another_shape_is_refused()
    {
        var set = new ImageSet("test", 2, 3, new byte[6], [0], 10, "");
        using var batch = new Minibatch(3, 1, 3, Readout.LastStep);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageFeed(set, PixelMap.Of(Representation.Original, 0, 2, 3), 255).FillRange(0, 1, batch));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageFeed(set, PixelMap.Of(Representation.Original, 0, 3, 3), 255));
    }
}
