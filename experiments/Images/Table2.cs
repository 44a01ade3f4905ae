using System.Globalization;
using RnnMemory.Measures;
using RnnMemory.Paper;
using RnnMemory.Reports;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>
/// Table 2: how many steps models take until their answer no longer changes. The paper prints its values per representation without saying
/// which model has which, so sets are compared by mean, smallest and largest value, never one by one (assumption D5).
/// </summary>
internal static class Table2
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Table2";

    /// <summary>The table of the runs at hand that read a line a step, as the paper's do.</summary>
    /// <param name="runs">In the order of the plan.</param>
    /// <param name="plan">All runs that belong to it.</param>
    /// <param name="settings">For the number of workers.</param>
    /// <param name="images">The section of the plan.</param>
    public static Table Of(IReadOnlyList<ImageRun> runs, IReadOnlyList<RunSpec> plan, HarnessSettings settings, ImageSettings images)
    {
        ImageRun[] lines = [.. runs.Where(run => !run.ReadsPixels)];
        IReadOnlyList<MeasuredLatency> measured = MeasuredLatency.Of(lines, settings, images);
        bool compared = lines.Any(run => run.Published is not null);
        return new Table(
            Name,
            ImageNotes.Title("Table 2. Average number of counts necessary for the model to stop changing the answer", runs),
            ["model", "weights", "images", "latency", "mean", "min", "max", .. compared ? ["paper mean", "paper min", "paper max"] : Array.Empty<string>(), "last ink"],
            [.. measured.GroupBy(latency => latency.Run.Row.Representation).SelectMany(group => Rows([.. group], compared))],
            [
                "latency: the mean over the test images for each model, in the order of Table2Models. weights: after the last epoch, as in the authors' script, or after the one with the best vacc. images: all, as in the script, or only those that are named right at the last step (assumptions D3, D4).",
                .. compared ? new[] { "paper: its values without regard to their order, which is arbitrary (assumption D5)." } : [],
                "last ink: the mean step of the last line that is not blank; what comes after it brings no news (assumption D7).",
                .. Gap(measured, compared),
                .. ImageNotes.Scope(lines, [.. plan.Where(spec => spec.Model.Inputs > 1)]),
                .. ImageNotes.Mishaps(lines),
            ]);
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<MeasuredLatency> group, bool compared)
    {
        (string Weights, string Images, Func<MeasuredLatency, double?> Value)[] kinds =
        [
            ("last", "all", latency => latency.Last?.Mean),
            ("last", "right", latency => latency.Last?.MeanOfCorrect),
            ("best", "all", latency => latency.Best?.Mean),
            ("best", "right", latency => latency.Best?.MeanOfCorrect),
        ];
        Representation representation = group[0].Run.Row.Representation;
        PublishedLatency? published = Published.Table2.FirstOrDefault(row => row.Representation == representation.Name());
        foreach ((string weights, string images, Func<MeasuredLatency, double?> value) in kinds)
        {
            double[] values = [.. group.Select(value).OfType<double>()];
            yield return
            [
                ImageRow.PaperNameOf(representation), weights, images,
                string.Join("; ", values.Select(Text)),
                .. Summary(values),
                .. compared ? Summary(published?.Values ?? []) : [],
                Text(group.Average(latency => latency.Floor)),
            ];
        }
    }

    private static string[] Summary(IReadOnlyList<double> values) =>
        values.Count == 0 ? ["", "", ""] : [Text(values.Average()), Text(values.Min()), Text(values.Max())];

    // The comparison that section 3.2 draws from the table (claims LAT-1 and LAT-2).
    private static IEnumerable<string> Gap(IReadOnlyList<MeasuredLatency> measured, bool compared)
    {
        foreach ((Representation rows, Representation columns) in new[]
        {
            (Representation.Original, Representation.Transposed), (Representation.OriginalPermuted, Representation.TransposedPermuted),
        })
        {
            if (MeanOf(measured, rows) is { } slow && MeanOf(measured, columns) is { } fast)
            {
                string paper = compared ? string.Create(CultureInfo.InvariantCulture, $"; in the paper {PublishedMean(rows) - PublishedMean(columns):F2}") : "";
                yield return ImageNotes.Line(
                    $"{ImageRow.PaperNameOf(columns)} stops {slow.Latency - fast.Latency:F2} steps before {ImageRow.PaperNameOf(rows)} (means after the last epoch, all images){paper}; its ink ends {slow.Floor - fast.Floor:F2} steps before.");
            }
        }
    }

    private static double PublishedMean(Representation representation) =>
        Published.Table2.First(row => row.Representation == representation.Name()).Values.Average();

    private static (double Latency, double Floor)? MeanOf(IEnumerable<MeasuredLatency> measured, Representation representation)
    {
        MeasuredLatency[] group = [.. measured.Where(latency => latency.Run.Row.Representation == representation && latency.Last is not null)];
        return group.Length == 0 ? null : (group.Average(latency => latency.Last!.Mean), group.Average(latency => latency.Floor));
    }

    private static string Text(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}

/// <summary>The latency of a model after its last and its best epoch, and the last ink of the images it was measured on.</summary>
internal sealed record MeasuredLatency(ImageRun Run, int Images, Latency? Last, Latency? Best, double Floor)
{
    /// <summary>Measures models side by side.</summary>
    public static IReadOnlyList<MeasuredLatency> Of(IReadOnlyList<ImageRun> runs, HarnessSettings settings, ImageSettings images) =>
        ModelMeasures.SideBySide(runs, settings.Workers, run => Of(run, images));

    private static MeasuredLatency Of(ImageRun run, ImageSettings images)
    {
        int count = ModelMeasures.ImagesFor(run, images);
        return new MeasuredLatency(
            run,
            count,
            ModelMeasures.LatencyOf(run, KeptEpoch.Last, count),
            ModelMeasures.LatencyOf(run, KeptEpoch.Best, count),
            ModelMeasures.FloorOf(run, count));
    }
}
