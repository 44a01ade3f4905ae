using CsCheck;
using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Measures;
using RnnMemory.Models;
using RnnMemory.Streams;
using RnnMemory.Tasks;
using Xunit;

namespace RnnMemory.Tests.Measures;

public sealed class DamageTests
{
    public static TheoryData<decimal> Levels() => new(Damage.Levels);

    [Theory]
    [MemberData(nameof(Levels))]
    public void Damage_zeroes_exactly_its_share_and_leaves_the_rest(decimal level)
    {
        ImageSet images = Numbered(count: 1_000, size: 49);
        ImageSet damaged = Damage.Apply(images, level, seed: 3);
        int zeros = damaged.Pixels.Count((byte)0);
        Assert.Equal((int)Math.Floor((double)level * 49_000 + 1e-6), zeros);
        for (int i = 0; i < images.Pixels.Length; i++)
        {
            Assert.True(damaged.Pixels[i] == 0 || damaged.Pixels[i] == images.Pixels[i]);
        }

        Assert.Equal(images.Labels.ToArray(), damaged.Labels.ToArray());
    }

    [Fact]
    public void Number_of_damaged_entries_is_rounded_down() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 100]).Sample((count, percent) =>
            Assert.Equal(count * percent / 100, Damage.Apply(Numbered(count, 1), percent / 100m, 0).Pixels.Count((byte)0)));

    [Fact]
    public void Mask_depends_on_level_and_seed_only()
    {
        ImageSet images = Numbered(100, 16);
        byte[] Pixels(decimal level, long seed) => Damage.Apply(images, level, seed).Pixels.ToArray();
        Assert.Equal(Pixels(0.5m, 1), Pixels(0.50m, 1));
        Assert.NotEqual(Pixels(0.5m, 1), Pixels(0.5m, 2));

        // The larger mask does not contain the smaller one, since each level has its own stream.
        byte[] small = Pixels(0.1m, 1), large = Pixels(0.3m, 1);
        Assert.Contains(Enumerable.Range(0, small.Length), i => small[i] == 0 && large[i] != 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Mask_is_floyds_sample_from_the_stream_of_its_level_and_seed(long seed)
    {
        ImageSet images = Numbered(30, 7);
        Assert.All(Damage.Levels, level =>
        {
            WordSequence words = new RandomStream(seed, $"damage/{level}").At(0);
            HashSet<int> chosen = [];
            for (int last = 210 - (int)Math.Floor(210 * level); last < 210; last++)
            {
                if (!chosen.Add(words.NextBelow(last + 1)))
                {
                    chosen.Add(last);
                }
            }

            byte[] damaged = Damage.Apply(images, level, seed).Pixels.ToArray();

            Assert.Equal(chosen.Order(), Enumerable.Range(0, 210).Where(i => damaged[i] == 0));
        });
    }

    [Fact]
    public void Every_entry_is_hit_equally_often()
    {
        int[] hits = new int[20];
        for (int seed = 0; seed < 4_000; seed++)
        {
            ReadOnlySpan<byte> pixels = Damage.Apply(Numbered(20, 1), 0.3m, seed).Pixels;
            for (int i = 0; i < hits.Length; i++)
            {
                hits[i] += pixels[i] == 0 ? 1 : 0;
            }
        }

        // Binomial(4000, 0.3): mean 1200, standard deviation 29. The seeds are fixed, so this always passes or always fails.
        Assert.All(hits, count => Assert.InRange(count, 1_200 - 116, 1_200 + 116));
    }

    [Fact]
    public void Mask_lies_on_the_image_before_the_representation()
    {
        ImageSet damaged = Damage.Apply(Numbered(4, 6), 0.5m, 0);
        var rows = new ImageTask(Spec(Representation.Original), Data(), 0);
        var columns = new ImageTask(Spec(Representation.TransposedFlattened), Data(), 0);
        Assert.Equal(Seen(rows, damaged).Order(), Seen(columns, damaged).Order());
    }

    [Fact]
    public void Accuracy_is_that_of_the_damaged_images()
    {
        // Right exactly where the first pixel is still there.
        var task = new ImageTask(Spec(Representation.Original), Data(), 0);
        ImageSet damaged = Damage.Apply(Data().Test, 0.5m, 0);
        int whole = Enumerable.Range(0, 4).Count(i => damaged.Image(i)[0] != 0);
        using var batch = new Minibatch(1, 3, 6, Readout.LastStep);
        var engine = new ScriptedEngine { Answer = (b, row) => (b.Inputs[row * 6] != 0 ? b.Targets[row] : -1, 0) };
        Assert.InRange(whole, 1, 3);
        Assert.Equal(whole / 4.0, Damage.Accuracy(engine, task, damaged, batch, cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Accuracy_of_the_first_images_asks_no_others()
    {
        // Right from the third image on; the second minibatch of two is half used.
        var task = new ImageTask(Spec(Representation.Original), Data(), 0);
        using var batch = new Minibatch(1, 2, 6, Readout.LastStep);
        var engine = new ScriptedEngine { Answer = (b, row) => (b.Inputs[row * 6] >= 13 ? b.Targets[row] : -1, 0) };

        double accuracy = Damage.Accuracy(engine, task, Data().Test, batch, images: 3, TestContext.Current.CancellationToken);

        Assert.Equal(1 / 3.0, accuracy);
    }

    private static ImageTaskSpec Spec(Representation representation) => new() { DataSet = "numbered", Representation = representation };

    private static ImageDataSet Data() => new("numbered", Numbered(4, 6), Numbered(4, 6), 1);

    // Images of one row; no pixel is zero.
    private static ImageSet Numbered(int count, int size) =>
        new("test", 1, size, [.. Enumerable.Range(0, count * size).Select(i => (byte)(1 + (i % 255)))], new byte[count], 10, "");

    private static float[] Seen(ImageTask task, ImageSet images)
    {
        using var batch = new Minibatch(task.Steps, 4, task.Inputs, Readout.LastStep);
        task.Test.With(images).FillRange(0, 4, batch);
        return batch.Inputs.ToArray();
    }
}
