using RnnMemory.Experiments.Images;

namespace RnnMemory.Experiments.Memory;

/// <summary>
/// How far back the hidden states of section 3.2's networks remember, measured by linear readouts: the paper's title names memory, but the
/// paper never measures it.
/// </summary>
public sealed class MemoryExperiment() : ImageExperiment(ImageSections.Mnist)
{
    /// <inheritdoc/>
    public override string Name => "Memory";

    /// <inheritdoc/>
    public override string Description => "Not in the paper but in its title: what a linear readout finds in the states of the networks of Mnist";
}
