using System.Globalization;
using RnnMemory.Experiments.Framework;
using RnnMemory.Paper;
using RnnMemory.Paper.Statistics;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Increment;

/// <summary>
/// Why some networks learn nothing but to repeat the number: how many units live early and late, how many answers copy the input, and which
/// runs are stuck. Records of versions without diagnostics have empty cells.
/// </summary>
[Shown(place: 20)]
internal static class UnitsTable
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Units";

    // By then most of the units that die are dead.
    private const long EarlyUpdates = 256;

    private static readonly IReadOnlyList<Column<FinishedRun>> Columns =
    [
        new("K", run => Task(run).Base),
        new("N", run => Task(run).Digits),
        new("Cell", run => run.Spec.Model.Cell.Label),
        new("Order", run => IncrementRow.Of(run.Spec).OrderName),
        new("H", run => run.Spec.Model.Hidden, Legend: "H: hidden units."),
        new("Live at 0", run => Units(Curve(run).FirstOrDefault()?.Diagnostics), Legend: string.Create(CultureInfo.InvariantCulture,
            $"Live: units whose output is not 0 in every step of the hold-out's first {IncrementMetrics.LiveUnitNumbers} numbers, at three times: before the first update, at the curve's first point with at least {EarlyUpdates} updates, and after the last update.")),
        new(string.Create(CultureInfo.InvariantCulture, $"Live at {EarlyUpdates}"),
            run => Units(Curve(run).FirstOrDefault(point => point.Updates >= EarlyUpdates)?.Diagnostics)),
        new("Live at the end", run => run.Epochs.Count > 0 ? Units(run.Last.Diagnostics) : null),
        new("Copies", run => run.Epochs.Count > 0 ? run.Last.Diagnostics?.Get(IncrementMetrics.Copies) : null, "F4",
            "Copies: share of the hold-out's numbers whose last N answers repeat the number, after the last update."),
        new("Stuck", run => IsStuck(run) switch { true => "yes", false => "no", null => null },
            Legend: "Stuck: after the last update no more right digits of x + 1 than copying scores on the same hold-out; empty for a run that diverged."),
    ];

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(IncrementSettings _) =>
    [
        new(Name, ItemKind.Table, "units that live, answers that copy the input, and runs that are stuck", Of)
        {
            Traits = new Dictionary<string, string> { ["Table"] = IncrementExperiment.SectionName + Name },
        },
    ];

    /// <summary>The table of the available runs; several seeds add a line on the share of stuck runs.</summary>
    public static Table Of(ItemInput input)
    {
        FinishedRun[] runs = [.. input.Runs.Select(run => run.Run)];
        return Table.OfSeeds(
            Name,
            "Increment task: units that live, answers that copy the number, and stuck runs",
            runs,
            run => IncrementRow.Of(run.Spec),
            run => run.Spec.Seed,
            Columns,
            runs.GroupBy(run => IncrementRow.Of(run.Spec)).Select(row => Share([.. row])).OfType<string>());
    }

    // Null with one seed, which is no share.
    private static string? Share(IReadOnlyList<FinishedRun> seeds)
    {
        bool[] stuck = [.. seeds.Select(IsStuck).OfType<bool>()];
        if (stuck.Length < 2)
        {
            return null;
        }

        double confidence = Ledger.Registered.Rule.Confidence.Interval;
        int count = stuck.Count(one => one);
        Interval interval = ExactBinomial.Interval(count, stuck.Length, confidence);
        return string.Create(CultureInfo.InvariantCulture,
            $"{seeds[0].Spec.Model.Cell.Label}, {IncrementRow.Of(seeds[0].Spec).Size}, {IncrementRow.Of(seeds[0].Spec).OrderName}: {count} of {stuck.Length} runs are stuck, a share of {(double)count / stuck.Length:F2} with an exact {100 * confidence:0.#} % interval of {interval.Low:F2} to {interval.High:F2}.");
    }

    private static bool? IsStuck(FinishedRun run) => run.Divergence is not null || run.Epochs.Count == 0 ? null
        : IncrementBaselines.IsStuck(Task(run), run.Last.Metrics[IncrementMetrics.SecondHalf]);

    private static int? Units(IReadOnlyDictionary<string, double>? diagnostics) =>
        diagnostics?.Get(IncrementMetrics.LiveUnits) is { } units ? (int)units : null;

    private static double? Get(this IReadOnlyDictionary<string, double> diagnostics, string name) =>
        diagnostics.TryGetValue(name, out double value) ? value : null;

    private static IEnumerable<CurvePoint> Curve(FinishedRun run) =>
        run.Epochs.SelectMany(epoch => epoch.Curve).Concat(run.Divergence?.Curve ?? []);

    private static IncrementTaskSpec Task(FinishedRun run) => (IncrementTaskSpec)run.Spec.Task;
}
