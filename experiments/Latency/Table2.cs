using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Paper;
using RnnMemory.Reports;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Latency;

/// <summary>
/// Table 2: the number of steps after which the models' answers no longer change. The paper prints the values of each representation
/// without saying which value belongs to which model, so they are compared by mean, smallest and largest value, never one by one
/// (assumption D5).
/// </summary>
[Shown(place: 10)]
internal static class Table2
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Table2";

    private const string Format = "F4";

    private static readonly (string Weights, string Images, Func<MeasuredLatency, double?> Value)[] Kinds =
    [
        ("last", "all", latency => latency.Last?.Mean),
        ("last", "right", latency => latency.Last?.MeanOfCorrect),
        ("best", "all", latency => latency.Best?.Mean),
        ("best", "right", latency => latency.Best?.MeanOfCorrect),
    ];

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(ImageSettings images) =>
    [
        new(Name, ItemKind.Table, "latency of each representation beside the paper's", input => Of(input, images))
        {
            Measures = spec => MeasuredLatency.Needs(spec, images),
            Shows = spec => !ImageRow.ReadsPixels(spec),
        },
    ];

    /// <summary>The table.</summary>
    /// <param name="input">The available runs that read a line a step, as the paper's do.</param>
    /// <param name="images">The section of the plan.</param>
    public static Table Of(ItemInput input, ImageSettings images)
    {
        MeasuredLatency[] measured = [.. MeasuredLatency.Of(input, images)];
        ImageRun[] lines = [.. measured.Select(latency => latency.Run)];
        bool compared = lines.Any(run => run.Published is not null);
        return Table.OfSeeds(
            Name,
            ImageNotes.Title("Table 2. Average number of counts necessary for the model to stop changing the answer", lines),
            from models in measured.GroupBy(latency => latency.Run.Row.Representation)
            from kind in Kinds
            from seed in models.GroupBy(latency => latency.Run.Seed)
            select new Row(models.Key, kind.Weights, kind.Images, [.. seed.Select(kind.Value).OfType<double>()],
                seed.Average(latency => latency.LastInk), seed.Key),
            row => (row.Representation, row.Weights, row.Images),
            row => row.Seed,
            Columns(compared),
            [
                .. LatencyGap.Lines(measured, compared),
                .. ImageNotes.Scope(lines, input.Plan),
                .. ImageNotes.Mishaps(lines),
            ]);
    }

    private static IReadOnlyList<Column<Row>> Columns(bool compared) =>
    [
        new("model", row => ImageRow.PaperNameOf(row.Representation)),
        new("weights", row => row.Weights, Legend: "weights: after the last epoch, as in the authors' script, or after the one with the best vacc (assumption D3)."),
        new("images", row => row.Images, Legend: "images: all, as in the script, or only those that are named right at the last step (assumption D4)."),
        new("latency", row => row.Latencies, Format, "latency: the mean over the test images for each model, in the order of Table2Models."),
        .. Aggregates.MeanMinMax<Row>("", row => row.Latencies, Format),
        .. compared
            ? Aggregates.MeanMinMax<Row>("paper ", row => row.Published, Format, "paper: its values without regard to their order, which is arbitrary (assumption D5).")
            : [],
        new("last ink", row => row.LastInk, Format, "last ink: the mean step of the last line that is not blank; the lines after it add nothing (assumption D7)."),
    ];

    private sealed record Row(
        Representation Representation, string Weights, string Images, IReadOnlyList<double> Latencies, double LastInk, long Seed)
    {
        public IReadOnlyList<double> Published => LatencyGap.Published(Representation);
    }
}
