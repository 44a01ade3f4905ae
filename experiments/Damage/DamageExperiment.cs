using RnnMemory.Experiments.Images;

namespace RnnMemory.Experiments.Damage;

/// <summary>
/// The accuracy of section 3.2's networks on images with missing pixels; part of the authors' script, not of the paper.
/// </summary>
public sealed class DamageExperiment() : ImageExperiment(ImageSections.Mnist)
{
    /// <inheritdoc/>
    public override string Name => "Damage";

    /// <inheritdoc/>
    public override string Description => "Not in the paper: accuracy of the networks of Mnist when a share of the pixels is set to zero";
}
