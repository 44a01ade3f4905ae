using System.Globalization;
using RnnMemory.Data;
using RnnMemory.Tasks;

namespace RnnMemory.Measures;

/// <summary>The number of test images, the first ones, that a measure uses.</summary>
internal readonly record struct ImageCount
{
    private readonly int? images;

    /// <summary>The given number; all images if it is null or 0.</summary>
    public ImageCount(int? images)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(images ?? 0);
        this.images = images == 0 ? null : images;
    }

    /// <summary>The task as one on images.</summary>
    /// <exception cref="InvalidOperationException">It is not a task on images.</exception>
    public static ImageTask TaskOf(ITask task) =>
        task as ImageTask ?? throw new InvalidOperationException($"Only runs on images have this measure, not those of {task.GetType().Name}.");

    /// <summary>The number, limited to the images that exist.</summary>
    public int Of(ImageSet test) => Math.Min(images ?? test.Count, test.Count);

    /// <summary>"all images", "500 images".</summary>
    public override string ToString() =>
        images is null ? "all images" : string.Create(CultureInfo.InvariantCulture, $"{images} images");
}
