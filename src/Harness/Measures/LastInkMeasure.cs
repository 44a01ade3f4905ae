using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Measures;

/// <summary>The step by which the first test images have shown all their ink (<see cref="GeometricFloor"/>).</summary>
/// <param name="MeanStep">Mean over the images of the last step, counted from 1, that shows a pixel above 0.</param>
/// <param name="Images">Number of images.</param>
public sealed record LastInk(double MeanStep, int Images);

/// <summary><see cref="LastInk"/> of a run's test images in its representation (assumption D7).</summary>
/// <param name="images">Number of test images, the first ones; null or 0 for all.</param>
public sealed class LastInkMeasure(int? images = null) : DataMeasure<LastInk>
{
    private readonly ImageCount count = new(images);

    /// <inheritdoc/>
    public override string Name => $"last ink, {count}";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override LastInk Compute(ITask task, CancellationToken cancellation)
    {
        ImageFeed test = ImageCount.TaskOf(task).Test;
        int measured = count.Of(test.Images);
        return new LastInk(GeometricFloor.MeanLastInk(test.Images, test.Map, measured), measured);
    }
}
