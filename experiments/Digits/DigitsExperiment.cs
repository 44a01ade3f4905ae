using RnnMemory.Experiments.Damage;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Experiments.Latency;
using RnnMemory.Experiments.Memory;
using RnnMemory.Experiments.Mnist;

namespace RnnMemory.Experiments.Digits;

/// <summary>
/// The experiments of section 3.2 on the small digits that are embedded in the library: the same tables and figures, offline and in
/// seconds. The paper has no numbers for them.
/// </summary>
public sealed class DigitsExperiment() : ImageExperiment(ImageSections.Digits)
{
    private static readonly Type[] OnMnist =
        [typeof(MnistExperiment), typeof(LatencyExperiment), typeof(DamageExperiment), typeof(MemoryExperiment)];

    /// <inheritdoc/>
    public override string Name => "Digits";

    /// <inheritdoc/>
    public override string Description => "Not in the paper: section 3.2 on embedded digits of 8 x 8 pixels, offline and in seconds";

    /// <inheritdoc/>
    protected override IReadOnlyList<Item> Items(ImageSettings images) =>
        [.. OnMnist.SelectMany(experiment => ShownItems.Of(experiment, images))];
}
