using System.Globalization;
using RnnMemory.Data;
using RnnMemory.Reports;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>
/// How test accuracy falls when a share of all pixels is set to zero: in the authors' script, not in the paper, so there is nothing to
/// compare with (assumptions, section E).
/// </summary>
internal static class DamageReport
{
    /// <summary>File name of the table and name in snapshots.</summary>
    public const string TableName = "Damage";

    /// <summary>File name of the figure and name in snapshots.</summary>
    public const string FigureName = "DamageCurves";

    private const string NotInPaper = "NOT PART OF THE PAPER: the authors' script measures it, the paper does not mention it. One mask per share, the same for all models.";

    /// <summary>The table of the runs at hand.</summary>
    /// <param name="runs">In the order of the plan.</param>
    /// <param name="plan">All runs that belong to it.</param>
    /// <param name="settings">For the number of workers.</param>
    /// <param name="images">The section of the plan.</param>
    public static Table TableOf(IReadOnlyList<ImageRun> runs, IReadOnlyList<RunSpec> plan, HarnessSettings settings, ImageSettings images) => new(
        TableName,
        ImageNotes.Title("Test accuracy when a share of all pixels is set to zero (not part of the paper)", runs),
        ["model", "weights", "test images", .. ModelMeasures.Levels.Select(level => level.ToString(CultureInfo.InvariantCulture))],
        [.. ModelMeasures.SideBySide(runs, settings.Workers, run => Rows(run, images)).SelectMany(rows => rows)],
        [
            NotInPaper,
            "weights: after the last epoch, as in the script, or after the one with the best vacc.",
            .. ImageNotes.Scope(runs, plan),
            .. ImageNotes.Mishaps(runs),
        ]);

    /// <summary>The best model of each representation at its best epoch.</summary>
    public static LineFigure FigureOf(IReadOnlyList<ImageRun> runs, HarnessSettings settings, ImageSettings images) => new(
        FigureName,
        ImageNotes.Title("Damage (not part of the paper): best model of each representation", runs),
        "Share of all pixels set to zero",
        "Test accuracy",
        [.. ModelMeasures.SideBySide(Table4.Best(runs), settings.Workers, run => CurveOf(run, images))],
        [MostCommonClass(ImageSets.Load(images.DataSet, ImagePlan.Files(images)).Test)]);

    private static List<IReadOnlyList<string>> Rows(ImageRun run, ImageSettings images)
    {
        int count = ModelMeasures.ImagesFor(run, images);
        return
        [
            .. from epoch in TrainedModel.KeptEpochs(run.Run)
               select (IReadOnlyList<string>)
               [
                   run.Name, epoch.Name, count.ToString("N0", CultureInfo.InvariantCulture),
                   .. ModelMeasures.DamageOf(run, epoch.Kept, count)!.Select(accuracy => accuracy.ToString("F4", CultureInfo.InvariantCulture)),
               ],
        ];
    }

    private static Baseline MostCommonClass(ImageSet test)
    {
        double share = test.Labels.ToArray().GroupBy(label => label).Max(group => group.Count()) / (double)test.Count;
        return new Baseline(ImageNotes.Line($"Most common class {share:F4}"), share);
    }

    private static Curve CurveOf(ImageRun run, ImageSettings images)
    {
        IReadOnlyList<double>? accuracies = ModelMeasures.DamageOf(run, KeptEpoch.Best, ModelMeasures.ImagesFor(run, images));
        return accuracies is null ? ImageCurves.Of(run, [], []) : ImageCurves.Of(run, [.. ModelMeasures.Levels.Select(level => (double)level)], accuracies);
    }
}
