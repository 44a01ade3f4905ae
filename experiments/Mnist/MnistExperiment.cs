using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;

namespace RnnMemory.Experiments.Mnist;

/// <summary>
/// Section 3.2: networks read MNIST row by row, column by column, pixel by pixel, and in fixed random orders. Shows Tables 1, 3 and 4 and
/// Figs. 8 and 9.
/// </summary>
public sealed class MnistExperiment() : ImageExperiment(ImageSections.Mnist)
{
    /// <inheritdoc/>
    public override string Name => "Mnist";

    /// <inheritdoc/>
    public override string Description => "Section 3.2, Tables 1, 3, 4, Figs. 8, 9: handwritten digits in seven representations";

    /// <inheritdoc/>
    protected override IReadOnlyList<Item> Items(ImageSettings images) => ItemsOf;

    /// <summary>The tables and figures of any image plan.</summary>
    internal static IReadOnlyList<Item> ItemsOf { get; } =
    [
        new(Table3.Name, ItemKind.Table, "every model at its best epoch", Table3.Of) { Measures = _ => [ImageMeasures.Classes] },
        new(Table4.Name, ItemKind.Table, "the best model of each representation", Table4.Of) { Measures = _ => [ImageMeasures.Classes] },
        new(ConvergenceTable.Name, ItemKind.Table, "how fast each model learned", ConvergenceTable.Of) { Measures = _ => [ImageMeasures.Classes] },
        new(Table1.Name, ItemKind.Figure, "one sample in all representations", Table1.Of) { Measures = _ => [Samples.Measure], ShowsDataOnly = true },
        new(Figure8.Name, ItemKind.Figure, "samples of every class", Figure8.Of) { Measures = _ => [Samples.Measure], ShowsDataOnly = true },
        new(Figure9.Name, ItemKind.Figure, "test accuracy over epochs", Figure9.Of) { Measures = _ => [ImageMeasures.Classes] },
    ];
}
