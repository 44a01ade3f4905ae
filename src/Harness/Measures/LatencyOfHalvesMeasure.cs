using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Measures;

/// <summary><see cref="LatencyOfHalves"/> of the last state on all test images.</summary>
public sealed class LatencyOfHalvesMeasure : StateMeasure<LatencyOfHalves>
{
    /// <inheritdoc/>
    public override string Name => "latency of even and odd images";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<KeptEpoch> Epochs => [KeptEpoch.Last];

    /// <inheritdoc/>
    public override LatencyOfHalves Compute(KeptState state, CancellationToken cancellation) =>
        LatencyOfHalves.Measure(state.Engine, ImageCount.TaskOf(state.Task).Test, state.Batch, cancellation);
}
