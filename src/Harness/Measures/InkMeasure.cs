using RnnMemory.Data;
using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Measures;

/// <summary>Where the test images have ink (claims MN-1, MN-12 and MN-13).</summary>
/// <param name="TrainingImages">Number of training images of the set.</param>
/// <param name="TestImages">Number of test images, which the other values are about.</param>
/// <param name="Rows">Rows of an image.</param>
/// <param name="Columns">Columns of an image.</param>
/// <param name="MeanHeight">Mean rows of the smallest box around all pixels above 0.</param>
/// <param name="MeanWidth">Mean columns of that box.</param>
/// <param name="Taller">Images whose box is taller than wide.</param>
/// <param name="Wider">Images whose box is wider than tall.</param>
/// <param name="BlankRows">For each row the number of images without ink in it.</param>
/// <param name="BlankColumns">The same for each column.</param>
public sealed record Ink(
    int TrainingImages, int TestImages, int Rows, int Columns, double MeanHeight, double MeanWidth, int Taller, int Wider,
    IReadOnlyList<int> BlankRows, IReadOnlyList<int> BlankColumns);

/// <summary>Counts <see cref="Ink"/>.</summary>
public sealed class InkMeasure : DataMeasure<Ink>
{
    /// <inheritdoc/>
    public override string Name => "ink";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override Ink Compute(ITask task, CancellationToken cancellation)
    {
        ImageTask images = ImageCount.TaskOf(task);
        return Of(images.Test.Images, images.Train.Images.Count);
    }

    /// <summary>Counts the ink of some images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="trainingImages">Number of training images of their set.</param>
    internal static Ink Of(ImageSet images, int trainingImages)
    {
        int[] blankRows = new int[images.Rows], blankColumns = new int[images.Columns];
        long heights = 0, widths = 0;
        int taller = 0, wider = 0;
        for (int index = 0; index < images.Count; index++)
        {
            bool[] rows = new bool[images.Rows], columns = new bool[images.Columns];
            ReadOnlySpan<byte> image = images.Image(index);
            for (int pixel = 0; pixel < image.Length; pixel++)
            {
                if (image[pixel] > 0)
                {
                    (rows[pixel / images.Columns], columns[pixel % images.Columns]) = (true, true);
                }
            }

            int height = Extent(rows), width = Extent(columns);
            (heights, widths) = (heights + height, widths + width);
            taller += height > width ? 1 : 0;
            wider += width > height ? 1 : 0;
            CountBlank(rows, blankRows);
            CountBlank(columns, blankColumns);
        }

        return new Ink(
            trainingImages, images.Count, images.Rows, images.Columns, (double)heights / images.Count, (double)widths / images.Count,
            taller, wider, blankRows, blankColumns);
    }

    // From the first line with ink to the last; 0 for a blank image.
    private static int Extent(bool[] lines) => Array.LastIndexOf(lines, true) is var last and >= 0
        ? last - Array.IndexOf(lines, true) + 1 : 0;

    private static void CountBlank(bool[] lines, int[] blank)
    {
        for (int line = 0; line < lines.Length; line++)
        {
            blank[line] += lines[line] ? 0 : 1;
        }
    }
}
