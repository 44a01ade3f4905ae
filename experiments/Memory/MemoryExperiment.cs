using RnnMemory.Experiments.Framework;
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

    /// <inheritdoc/>
    protected override IReadOnlyList<Item> Items(ImageSettings images) => ItemsOf(images);

    /// <summary>The table and curves of memory of any image plan.</summary>
    internal static IReadOnlyList<Item> ItemsOf(ImageSettings images) =>
    [
        new(MemoryTable.Name, ItemKind.Table, "what the state of every model still knows", input => MemoryTable.Of(input, images))
        {
            Measures = _ => MeasuredMemory.Needs(images),
        },
        new(MemoryFigures.ByLag, ItemKind.Figure, "earlier lines or pixels in the state", input => MemoryFigures.OfLags(input, images))
        {
            Measures = _ => MeasuredMemory.Needs(images),
        },
        new(MemoryFigures.OfDigit, ItemKind.Figure, "the digit in the state", input => MemoryFigures.OfSteps(input, images))
        {
            Measures = _ => MeasuredMemory.Needs(images),
        },
    ];
}
