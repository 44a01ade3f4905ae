using RnnMemory.Experiments.Framework;
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

    /// <inheritdoc/>
    protected override IReadOnlyList<Item> Items(ImageSettings images) => ItemsOf(images);

    /// <summary>The tables of latency of any image plan.</summary>
    internal static IReadOnlyList<Item> ItemsOf(ImageSettings images) =>
    [
        new(Table2.Name, ItemKind.Table, "latency of each representation beside the paper's", input => Table2.Of(input, images))
        {
            Measures = spec => MeasuredLatency.Needs(spec, images),
        },
        new(Table2Models.Name, ItemKind.Table, "latency model by model", input => Table2Models.Of(input, images))
        {
            Measures = spec => MeasuredLatency.Needs(spec, images),
        },
    ];
}
