using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Measures;

/// <summary><see cref="Latency"/> of a kept state on the first test images (Table 2).</summary>
/// <param name="images">Number of test images, the first ones; null or 0 for all.</param>
public sealed class LatencyMeasure(int? images = null) : StateMeasure<Latency>
{
    private readonly ImageCount count = new(images);

    /// <inheritdoc/>
    public override string Name => $"latency, {count}";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override Latency Compute(KeptState state, CancellationToken cancellation)
    {
        ImageTask task = ImageCount.TaskOf(state.Task);
        return Latency.Measure(state.Engine, task.Test, state.Batch, count.Of(task.Test.Images), cancellation);
    }
}
