using System.Globalization;
using RnnMemory.Data;
using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Measures;

/// <summary>One training image.</summary>
/// <param name="Index">Its place among the training images, from 0.</param>
/// <param name="Label">Its class.</param>
/// <param name="Pixels">[rows, columns]; 0 is blank.</param>
public sealed record ImageSample(int Index, int Label, byte[] Pixels);

/// <summary>Training images stored for drawing, so that no data set is needed.</summary>
/// <param name="Rows">Rows of an image.</param>
/// <param name="Columns">Columns of an image.</param>
/// <param name="Maximum">The pixel value that becomes 1.</param>
/// <param name="OfClass">The first images of each class, by class; fewer if a class has fewer.</param>
/// <param name="Single">The image requested by its index; the last one of a smaller set.</param>
public sealed record ImageSamples(
    int Rows, int Columns, int Maximum, IReadOnlyList<IReadOnlyList<ImageSample>> OfClass, ImageSample Single);

/// <summary>What Table 1 and Fig. 8 draw: <see cref="ImageSamples"/> of a run's data, before any representation.</summary>
/// <param name="perClass">The number of training images of each class, the first ones.</param>
/// <param name="single">Index of the training image that Table 1 shows.</param>
public sealed class SamplesMeasure(int perClass, int single) : DataMeasure<ImageSamples>
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"samples, {perClass} of each class and image {single}");

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override ImageSamples Compute(ITask task, CancellationToken cancellation)
    {
        ImageFeed train = ImageCount.TaskOf(task).Train;
        ImageSet images = train.Images;
        byte[] labels = images.Labels.ToArray();
        return new ImageSamples(
            images.Rows,
            images.Columns,
            train.Maximum,
            [
                .. Enumerable.Range(0, images.Classes).Select(label => (IReadOnlyList<ImageSample>)
                    [.. labels.Index().Where(image => image.Item == label).Take(perClass).Select(image => Sample(images, image.Index))]),
            ],
            Sample(images, Math.Min(single, images.Count - 1)));
    }

    private static ImageSample Sample(ImageSet images, int index) => new(index, images.Labels[index], images.Image(index).ToArray());
}
