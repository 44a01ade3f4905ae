using RnnMemory.Data;
using RnnMemory.Experiments.Mnist;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Experiments;

public sealed class ImagePicturesTests
{
    private static readonly ImageDataSet Set = Digits.Read();

    private static readonly ImageGrid Sample = Show(Table1.Name);

    [Fact]
    public void Table1_shows_lines_as_squares_and_pixels_as_strips()
    {
        Assert.Equal(["original", "transposed", "original random permute", "transposed random permute"], Sample.Lines[0].Select(picture => picture.Label));
        Assert.Equal(["flattened", "transposed-flattened", "flattened random permute"], Sample.Lines.Skip(1).Select(line => line.Single().Label));
        Assert.All(Sample.Lines[0], picture => Assert.Equal((8, 8), (picture.Width, picture.Height)));
        Assert.All(Sample.Lines.Skip(1), line => Assert.Equal((64, 1), (line[0].Width, line[0].Height)));
    }

    [Fact]
    public void Original_is_the_upright_image_and_transposed_its_mirror()
    {
        float[] upright = [.. Set.Train.Image(7).ToArray().Select(pixel => pixel / 16f)];

        Assert.Equal(upright, Sample.Lines[0][0].Pixels);
        Assert.Equal(upright, Sample.Lines[1][0].Pixels);
        for (int i = 0; i < 64; i++)
        {
            Assert.Equal(upright[i], Sample.Lines[0][1].Pixels[(i % 8 * 8) + (i / 8)]);
        }
    }

    [Fact]
    public void Permuted_pictures_have_the_same_lines_in_another_order()
    {
        Assert.Equal(Rows(Sample.Lines[0][0]).Order(), Rows(Sample.Lines[0][2]).Order());
        Assert.NotEqual(Rows(Sample.Lines[0][0]), Rows(Sample.Lines[0][2]));
        Assert.Equal(Rows(Sample.Lines[0][1]).Order(), Rows(Sample.Lines[0][3]).Order());
    }

    [Fact]
    public void Figure8_has_a_column_for_each_class_and_no_image_twice()
    {
        ImageGrid figure = Show(Figure8.Name);

        Assert.Equal(Enumerable.Range(0, 10).Select(label => $"{label}"), figure.Lines[0].Select(picture => picture.Label));
        Assert.All(figure.Lines.Skip(1), line => Assert.All(line, picture => Assert.Equal("", picture.Label)));
        Picture[] all = [.. figure.Lines.SelectMany(line => line)];
        Assert.Equal(30, all.Select(picture => string.Join(' ', picture.Pixels)).Distinct().Count());
        Assert.All(figure.Lines, line => Assert.All(line.Index(), at => Assert.Equal(at.Index, LabelOf(at.Item))));
    }

    [Theory]
    [InlineData(64, 9)]
    [InlineData(64, 1)]
    [InlineData(5, 10)]
    public void Set_without_some_classes_or_with_few_images_has_white_pictures_in_their_place(int images, int classes)
    {
        ImageDataSet few = new("few", Few(images, classes), Few(images, classes), Set.Maximum);

        Picture[] all = [.. Show(Figure8.Name, few).Lines.SelectMany(line => line)];

        Assert.Equal(30, all.Length);
        Assert.Equal(Enumerable.Range(0, 10).Select(label => $"{label}"), all.Take(10).Select(picture => picture.Label));
        int shown = few.Train.Labels.ToArray().GroupBy(label => label).Sum(group => Math.Min(3, group.Count()));
        Assert.Equal(30 - shown, all.Count(picture => picture.Pixels.All(pixel => pixel == 1)));
        Assert.Contains($"training image {Math.Min(7, images - 1)} of", Show(Table1.Name, few).Title);
    }

    private static ImageSet Few(int images, int classes) => new(
        "few", Set.Train.Rows, Set.Train.Columns, Set.Train.Pixels[..(images * Set.Train.Size)].ToArray(),
        [.. Enumerable.Range(0, images).Select(image => (byte)(image % classes))], Set.Train.Classes, "few");

    // The samples are measured, the run itself was never trained.
    private static ImageGrid Show(string name, ImageDataSet? set = null)
    {
        RunSpec spec = SmallDigits.Experiment.Plan(Planned.Paper)[0];
        MeasuredRun run = new MeasuredRun(new FinishedRun(spec, [], "nowhere"))
            .With(Samples.Measure, Samples.Measure.Compute(new ImageTask((ImageTaskSpec)spec.Task, set ?? Set, spec.Seed), CancellationToken.None));
        return (ImageGrid)Planned.Exhibit(SmallDigits.Experiment, name, Planned.Paper, [run]);
    }

    private static IEnumerable<string> Rows(Picture picture) => picture.Pixels.Chunk(picture.Width).Select(row => string.Join(' ', row));

    private static int LabelOf(Picture picture)
    {
        int index = Enumerable.Range(0, Set.Train.Count).First(i => Set.Train.Image(i).ToArray().Select(pixel => pixel / 16f).SequenceEqual(picture.Pixels));
        return Set.Train.Labels[index];
    }
}
