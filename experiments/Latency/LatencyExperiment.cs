using RnnMemory.Experiments.Images;

namespace RnnMemory.Experiments.Latency;

/// <summary>
/// Table 2: the step at which the networks of section 3.2 settle on an answer, and the earliest step at which they could.
/// </summary>
public sealed class LatencyExperiment() : ImageExperiment(ImageSections.Mnist)
{
    /// <inheritdoc/>
    public override string Name => "Latency";

    /// <inheritdoc/>
    public override string Description => "Section 3.2, Table 2: steps until the networks of Mnist stop changing their answer";
}
