using RnnMemory.Experiments.Framework;
using RnnMemory.Measures;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Increment;

/// <summary>
/// The increment experiment in numbers: the four accuracies of assumption A19 after the last epoch on the whole hold-out, how fast the
/// second half was learned, and for each cell and size how much area the complicated order lost (claim INC-10).
/// </summary>
[Shown(place: 10)]
internal static class IncrementTable
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Table";

    /// <summary>The accuracy that counts as converged (assumption A23).</summary>
    public const double Converged = 0.99;

    // The other readings of "5 epochs with 10240 minibatches in it" (assumption A13).
    private const int SamplesPerEpochReading = 3_200;
    private const int MinibatchesInAllReading = 10_240;

    private static readonly IReadOnlyList<Column<Row>> Columns =
    [
        new("K", row => row.Task.Base),
        new("N", row => row.Task.Digits),
        new("Cell", row => row.Cell, Legend: "(copying) repeats the number; (lowest digit) only adds one without carrying. Both are exact expectations."),
        new("Order", row => row.Order),
        Accuracy("All digits", IncrementMetrics.Digits, "right digits among all outputs (Keras's accuracy)"),
        Accuracy("2nd half", IncrementMetrics.SecondHalf, "right digits of x + 1"),
        Accuracy("Numbers", IncrementMetrics.Numbers, "second halves without an error"),
        Accuracy("Sequences", IncrementMetrics.Sequences, "answers without an error"),
        new("Updates to 0.99", row => row.Curve is null ? null : row.Curve.UpdatesToReach(Converged) as object ?? "not reached", "N0",
            "Updates to 0.99: the first point of the curve with at least 0.99 right digits of x + 1."),
        new("Area", row => row.Curve?.Mean, "F4", "Area: mean of that accuracy over the curve's points, U(d_2)."),
        new("At 3,200", row => row.Curve?.After(SamplesPerEpochReading), "F4",
            "At 3,200 and at 10,240: that accuracy at the curve's last point so far, for the other readings of the number of updates (assumption A13)."),
        new("At 10,240", row => row.Curve?.After(MinibatchesInAllReading), "F4"),
        new("Area lost", row => row.Comparison?.AreaLost, "F4", "Area lost: the area in the simple order minus that in the complicated order of the same seed."),
        new("Ends", row => row.End, Legend:
            "Ends: ceiling: at least 0.99 right digits of x + 1 after the last epoch; floor: no more than copying scores on the same hold-out."),
        new("Parameters", row => row.Run?.Epochs.Count > 0 ? row.Run.Last.ParametersHash[..12] : null,
            Legend: "Parameters: the first digits of the SHA-256 of the final parameters."),
    ];

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(IncrementSettings _) =>
    [
        new(Name, ItemKind.Table, "accuracy after the last epoch, and how fast each cell learned in each order", Of)
        {
            Traits = new Dictionary<string, string> { ["Table"] = IncrementExperiment.SectionName },
        },
    ];

    /// <summary>The table of the available runs, grouped by size in the order of the plan.</summary>
    public static Table Of(ItemInput input)
    {
        FinishedRun[] runs = [.. input.Runs.Select(run => run.Run)];
        return Table.OfSeeds(
            Name,
            "Increment task: accuracy on the hold-out after the last epoch, and speed of learning",
            runs.GroupBy(run => IncrementRow.Of(run.Spec).Size).SelectMany(size => Rows([.. size])),
            row => row.Run is null ? (row.Task.Base, row.Task.Digits, row.Cell) : IncrementRow.Of(row.Run.Spec),
            row => row.Run?.Spec.Seed,
            Columns,
            [
                .. OrderComparison.Lines(runs),
                .. from run in runs
                   where run.Divergence is not null
                   select $"{run.Divergence!.Of(run.Spec.Id)}.",
            ]);
    }

    private static Column<Row> Accuracy(string heading, string metric, string meaning) =>
        new(heading, row => row.Accuracies?[metric], "F4", $"{heading}: {meaning}.");

    private static IEnumerable<Row> Rows(IReadOnlyList<FinishedRun> runs)
    {
        var task = (IncrementTaskSpec)runs[0].Spec.Task;
        yield return new Row(task, "(copying)", "any", IncrementBaselines.Copying(task).ByName());
        yield return new Row(task, "(lowest digit)", "any", IncrementBaselines.LowestDigitOnly(task).ByName());
        foreach (FinishedRun run in runs)
        {
            yield return new Row(task, run.Spec.Model.Cell.Label, IncrementRow.Of(run.Spec).OrderName,
                run.Epochs.Count > 0 ? run.Last.Metrics : null)
            {
                Run = run,
                Curve = new LearningCurve(run, IncrementMetrics.SecondHalf),
                Comparison = OrderComparison.Of(run, runs),
            };
        }
    }

    // A run, or one of the ways of answering without carrying, which have no run.
    private sealed record Row(IncrementTaskSpec Task, string Cell, string Order, IReadOnlyDictionary<string, double>? Accuracies)
    {
        public FinishedRun? Run { get; init; }

        public LearningCurve? Curve { get; init; }

        public OrderComparison? Comparison { get; init; }

        public string? End => Run is not { Divergence: null } run ? null
            : run.Last.Metrics[IncrementMetrics.SecondHalf] is >= Converged ? "ceiling"
            : IncrementBaselines.IsStuck(Task, run.Last.Metrics[IncrementMetrics.SecondHalf]) ? "floor"
            : null;
    }
}
