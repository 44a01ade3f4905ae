using System.Globalization;
using RnnMemory.Measures;
using RnnMemory.Reports;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>How fast each model learned, against thresholds that were fixed beforehand (assumption F3); the paper gives no numbers for it.</summary>
internal static class ConvergenceTable
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Convergence";

    private static readonly double[] LineThresholds = [0.90, 0.95];
    private static readonly double[] PixelThresholds = [0.50, 0.80];

    /// <summary>The table of the runs at hand.</summary>
    /// <param name="runs">In the order of the plan.</param>
    /// <param name="plan">All runs that belong to it.</param>
    public static Table Of(IReadOnlyList<ImageRun> runs, IReadOnlyList<RunSpec> plan) => new(
        Name,
        ImageNotes.Title("Convergence: epochs until the test accuracy reaches a threshold, and area under its curve", runs),
        ["model", "steps", "to 0.50", "to 0.80", "to 0.90", "to 0.95", "area"],
        [.. runs.Select(Row)],
        [
            "to 0.90: epochs trained until vacc first reached 0.90, counted from 1; '-' if it never did. Models that read a line a step have the thresholds 0.90 and 0.95, those that read a pixel a step 0.50 and 0.80. area: mean vacc over all epochs.",
            .. ImageNotes.Scope(runs, plan),
            .. ImageNotes.Mishaps(runs),
        ]);

    private static IReadOnlyList<string> Row(ImageRun run)
    {
        IReadOnlyList<double> curve = run.TestAccuracies;
        double[] own = run.ReadsPixels ? PixelThresholds : LineThresholds;
        return
        [
            run.Name,
            run.Steps.ToString(CultureInfo.InvariantCulture),
            .. PixelThresholds.Concat(LineThresholds).Select(threshold => own.Contains(threshold) ? Epochs(threshold, curve) : ""),
            Convergence.AreaUnderCurve(curve).ToString("F4", CultureInfo.InvariantCulture),
        ];
    }

    private static string Epochs(double threshold, IReadOnlyList<double> curve) =>
        Convergence.EpochsTo(threshold, curve)?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
