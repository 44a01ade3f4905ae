using System.Globalization;
using RnnMemory.Measures;
using RnnMemory.Reports;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>Latency model by model, which the paper does not print; those that read a pixel a step are in no table of the paper at all (assumption D6).</summary>
internal static class Table2Models
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Table2Models";

    /// <summary>The table of the runs at hand.</summary>
    /// <param name="runs">In the order of the plan.</param>
    /// <param name="plan">All runs that belong to it.</param>
    /// <param name="settings">For the number of workers.</param>
    /// <param name="images">The section of the plan.</param>
    public static Table Of(IReadOnlyList<ImageRun> runs, IReadOnlyList<RunSpec> plan, HarnessSettings settings, ImageSettings images)
    {
        IReadOnlyList<MeasuredLatency> measured = MeasuredLatency.Of(runs, settings, images);
        return new Table(
            Name,
            ImageNotes.Title("Latency of each model, in steps (not in the paper)", runs),
            ["model", "steps", "test images", "last: all", "last: right", "right images", "best: all", "best: right", "right images", "last ink", "last: all - ink"],
            [.. measured.Select(Row)],
            [
                "all, right: mean latency over all test images, and over those that are named right at the last step. last, best: weights after the last epoch and after the one with the best vacc. last ink: the mean step of the last line or pixel that is not blank.",
                .. ImageNotes.Scope(runs, plan),
                .. ImageNotes.Mishaps(runs),
            ]);
    }

    private static IReadOnlyList<string> Row(MeasuredLatency latency) =>
    [
        latency.Run.Name,
        Count(latency.Run.Steps),
        Count(latency.Images),
        .. Cells(latency.Last),
        .. Cells(latency.Best),
        Text(latency.Floor),
        Text(latency.Last?.Mean - latency.Floor),
    ];

    private static string[] Cells(Latency? latency) => [Text(latency?.Mean), Text(latency?.MeanOfCorrect), latency is null ? "" : Count(latency.Correct)];

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(double? value) => value?.ToString("F4", CultureInfo.InvariantCulture) ?? "";
}
