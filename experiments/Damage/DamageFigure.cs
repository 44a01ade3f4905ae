using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Measures;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Damage;

/// <summary>Damage curves of the best model of each representation at its best epoch; not in the paper.</summary>
[Shown(place: 20)]
internal static class DamageFigure
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "DamageCurves";

    /// <summary>The measures that the figure needs of a run.</summary>
    public static IReadOnlyList<Measure> Needs(RunSpec spec, ImageSettings images) =>
        [ImageMeasures.Classes, ImageMeasures.Damage(spec, images)];

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(ImageSettings images) =>
        [new(Name, ItemKind.Figure, "the same of the best model of each representation", input => Of(input, images)) { Measures = spec => Needs(spec, images) }];

    /// <summary>The figure of the available runs.</summary>
    /// <param name="input">The runs.</param>
    /// <param name="images">The section of the plan.</param>
    public static LineFigure Of(ItemInput input, ImageSettings images)
    {
        IReadOnlyList<ImageRun> runs = ImageRun.Of(input);
        return new LineFigure(
            Name,
            ImageNotes.Title("Damage (not part of the paper): best model of each representation", runs),
            "Share of all pixels set to zero",
            "Test accuracy",
            [.. BestRuns.AcrossSeeds(runs).Select(model => ImageCurves.Of(model, run => Points(run, images)))],
            [.. runs.Take(1).Select(run => MostCommonClass(run.Measured.Of(ImageMeasures.Classes)))]);
    }

    private static Baseline MostCommonClass(TestClasses classes)
    {
        double share = classes.LargestShare;
        return new Baseline(ImageNotes.Line($"Most common class {share:F4}"), share);
    }

    private static (IReadOnlyList<double> Shares, IReadOnlyList<double> Accuracies) Points(ImageRun run, ImageSettings images) =>
        run.Measured.Of(ImageMeasures.Damage(run.Run.Spec, images), KeptEpoch.Best) is { } accuracies
            ? ([.. DamageMeasure.Levels.Select(level => (double)level)], accuracies)
            : ([], []);
}
