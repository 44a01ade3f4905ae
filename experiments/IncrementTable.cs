using System.Globalization;
using RnnMemory.Measures;
using RnnMemory.Models;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments;

/// <summary>
/// The increment experiment in numbers: the four accuracies of assumption A19 after the last epoch on the whole hold-out, how fast the
/// second half was learned, and for each cell and size whether the complicated order was learned more slowly (claim INC-10).
/// </summary>
internal static class IncrementTable
{
    // Converged: assumption A23.
    private const double Converged = 0.99;

    // The other readings of "5 epochs with 10240 minibatches in it": assumption A13.
    private const int SamplesPerEpochReading = 3_200;
    private const int MinibatchesInAllReading = 10_240;

    // Areas that differ by less than a tenth of a point are called equal; by two points "much" (claim INC-10).
    private const double Tie = 0.001;
    private const double Much = 0.02;

    /// <summary>The table of some runs; sizes come together in the order given.</summary>
    public static Table Of(IReadOnlyList<FinishedRun> runs) => new(
        "Table",
        "Increment task: accuracy on the hold-out after the last epoch, and speed of learning",
        [
            "K", "N", "Cell", "Order", "All digits", "2nd half", "Numbers", "Sequences",
            "Updates to 0.99", "Area", "At 3,200", "At 10,240", "Slower?", "Parameters",
        ],
        [.. runs.GroupBy(run => Increment.Row(run.Spec).Size).SelectMany(size => Rows([.. size]))],
        [.. Legend, .. Comparisons(runs), .. runs.Where(run => run.Divergence is not null).Select(Diverged)]);

    /// <summary>A cell's name in legends and tables.</summary>
    public static string CellName(string cell) => Cells.Parse(cell).Label;

    private static string[] Legend =>
    [
        "All digits: right digits among all outputs (Keras's accuracy). 2nd half: right digits of x + 1. Numbers: second halves without an error. Sequences: answers without an error.",
        "Copying repeats the number; lowest digit only adds one without carrying. Both are exact expectations.",
        "Updates to 0.99: first point of the curve with at least 0.99 right digits of x + 1. Area: mean of that accuracy over the curve's points, U(d_2).",
        "At 3,200 and at 10,240: that accuracy at the curve's last point so far, for the other readings of the number of updates (assumption A13).",
        "Parameters: start of SHA-256 over the final parameters.",
    ];

    private static IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<FinishedRun> runs)
    {
        var task = (IncrementTaskSpec)runs[0].Spec.Task;
        string[] size = [Text(task.Base), Text(task.Digits)];
        yield return [.. size, "(copying)", "any", .. Accuracies(IncrementBaselines.Copying(task).ByName()), "", "", "", "", "", ""];
        yield return [.. size, "(lowest digit)", "any", .. Accuracies(IncrementBaselines.LowestDigitOnly(task).ByName()), "", "", "", "", "", ""];
        foreach (FinishedRun run in runs)
        {
            IncrementRow row = Increment.Row(run.Spec);
            var curve = new LearningCurve(run, "second-half");
            yield return
            [
                .. size, CellName(row.Cell), row.Order,
                .. run.Epochs.Count > 0 ? Accuracies(run.Last.Metrics) : ["", "", "", ""],
                curve.UpdatesToReach(Converged) is long updates ? updates.ToString("N0", CultureInfo.InvariantCulture) : "not reached",
                Text(curve.Mean),
                Text(curve.After(SamplesPerEpochReading)),
                Text(curve.After(MinibatchesInAllReading)),
                row.Order == "complicated" && Partner(run, runs) is FinishedRun simple ? Verdict(simple, run) : "",
                run.Epochs.Count > 0 ? run.Last.ParametersHash[..12] : "",
            ];
        }
    }

    private static FinishedRun? Partner(FinishedRun complicated, IEnumerable<FinishedRun> runs)
    {
        IncrementRow wanted = Increment.Row(complicated.Spec) with { Order = "simple" };
        return runs.FirstOrDefault(run => Increment.Row(run.Spec) == wanted);
    }

    private static IEnumerable<string> Comparisons(IReadOnlyList<FinishedRun> runs) =>
        from complicated in runs
        let row = Increment.Row(complicated.Spec)
        where row.Order == "complicated"
        let simple = Partner(complicated, runs)
        where simple is not null
        let areas = (Simple: new LearningCurve(simple, "second-half").Mean, Complicated: new LearningCurve(complicated, "second-half").Mean)
        select $"{CellName(row.Cell)}, {row.Size}: was the complicated order learned more slowly? {Verdict(simple, complicated)}. Area {Text(areas.Simple)} simple, {Text(areas.Complicated)} complicated{Limits(simple, complicated)}.";

    private static string Verdict(FinishedRun simple, FinishedRun complicated)
    {
        if (simple.Divergence is not null || complicated.Divergence is not null)
        {
            return "diverged";
        }

        double? difference = new LearningCurve(simple, "second-half").Mean - new LearningCurve(complicated, "second-half").Mean;
        return difference switch
        {
            null => "no curve",
            >= Much => "yes, much",
            >= Tie => "yes",
            <= -Tie => "NO, faster",
            _ => "NO, tie",
        };
    }

    // At the ceiling both orders are learned, at the floor neither is; then the areas say little.
    private static string Limits(FinishedRun simple, FinishedRun complicated)
    {
        if (simple.Divergence is not null || complicated.Divergence is not null)
        {
            return "";
        }

        double[] reached = [simple.Last.Metrics["second-half"], complicated.Last.Metrics["second-half"]];
        double copying = IncrementBaselines.Copying((IncrementTaskSpec)simple.Spec.Task).SecondHalf;
        return reached.Min() >= Converged ? "; both end at the ceiling (at least 0.99)"
            : reached.Max() <= copying ? "; both end at the floor (no better than copying)"
            : "";
    }

    private static string Diverged(FinishedRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Spec.Id} diverged in epoch {run.Divergence!.Epoch}, minibatch {run.Divergence.Update}: {run.Divergence.Reason}.");

    private static IEnumerable<string> Accuracies(IReadOnlyDictionary<string, double> metrics) =>
        IncrementAccuracies.Names.Select(name => Text(metrics[name]));

    private static string Text(double? value) => value is double number ? number.ToString("F4", CultureInfo.InvariantCulture) : "";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
