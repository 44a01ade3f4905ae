using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Measures;
using RnnMemory.Reports;

namespace RnnMemory.Experiments.Mnist;

/// <summary>
/// How fast each model learned, against thresholds that were fixed beforehand (assumption F3); the paper gives no numbers for it.
/// </summary>
[Shown(place: 30)]
internal static class ConvergenceTable
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Convergence";

    private static readonly IReadOnlyList<Column<ImageRun>> Columns =
    [
        new("model", run => run.Name),
        new("steps", run => run.Steps),
        Threshold(0.50, ofPixels: true, "to 0.50: epochs trained until vacc first reached 0.50, counted from 1; '-' if it never did."),
        Threshold(0.80, ofPixels: true,
            "Models that read a line a step have the thresholds 0.90 and 0.95, those that read a pixel a step 0.50 and 0.80."),
        Threshold(0.90, ofPixels: false),
        Threshold(0.95, ofPixels: false),
        new("area", run => Convergence.AreaUnderCurve(run.TestAccuracies), "F4", "area: mean vacc over all epochs."),
    ];

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(ImageSettings _) =>
        [new(Name, ItemKind.Table, "how fast each model learned", Of) { Measures = _ => [ImageMeasures.Classes] }];

    /// <summary>The table of the available runs.</summary>
    public static Table Of(ItemInput input)
    {
        IReadOnlyList<ImageRun> runs = ImageRun.Of(input);
        return Table.OfSeeds(
            Name,
            ImageNotes.Title("Convergence: epochs until the test accuracy reaches a threshold, and area under its curve", runs),
            runs,
            run => run.Row,
            run => run.Seed,
            Columns,
            [.. ImageNotes.Scope(runs, input.Plan), .. ImageNotes.Mishaps(runs)]);
    }

    private static Column<ImageRun> Threshold(double threshold, bool ofPixels, string legend = "") => new(
        ImageNotes.Line($"to {threshold:F2}"),
        run => run.ReadsPixels == ofPixels ? Convergence.EpochsTo(threshold, run.TestAccuracies) as object ?? "-" : null,
        Legend: legend);
}
