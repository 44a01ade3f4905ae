using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Reports;

namespace RnnMemory.Experiments.Mnist;

/// <summary>Fig. 9: test accuracy over epochs, of the best model in each group.</summary>
[Shown(place: 60)]
internal static class Figure9
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Figure9";

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(ImageSettings _) =>
        [new(Name, ItemKind.Figure, "test accuracy over epochs", Of) { Measures = _ => [ImageMeasures.Classes] }];

    /// <summary>The figure of the available runs.</summary>
    public static LineFigure Of(ItemInput input)
    {
        IReadOnlyList<ImageRun> runs = ImageRun.Of(input);
        return new LineFigure(
            Name,
            ImageNotes.Title("Fig. 9. Training curves for best cases in each of the groups", runs),
            "Epochs trained",
            "Test accuracy (vacc)",
            [.. BestRuns.AcrossSeeds(runs).Select(model => ImageCurves.Of(model, Points))],
            [],
            XFrom: 0);
    }

    private static (IReadOnlyList<double> Epochs, IReadOnlyList<double> Accuracies) Points(ImageRun run)
    {
        IReadOnlyList<double> accuracies = run.TestAccuracies;
        return ([.. Enumerable.Range(1, accuracies.Count).Select(epoch => (double)epoch)], accuracies);
    }
}
