using System.Globalization;
using RnnMemory.Files;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Reports.Snapshots;

/// <summary>A run's record as a short text for comparison: everything except the wall time, with long parts as hashes.</summary>
public static class RunRecord
{
    // The number of epochs shown in full. Of a longer run, the first epochs are shown, then ever fewer of the others, and the last.
    private const int ShownEpochs = 8;

    /// <summary>
    /// One line per epoch with its measures and hashes, and the learning curve as one hash. Of many epochs only some have a line, but one
    /// hash covers all of them.
    /// </summary>
    public static string Of(FinishedRun run)
    {
        IReadOnlyList<EpochRecord> epochs = run.Epochs;
        Column<EpochRecord>[] columns = Columns(run);
        return TableFormat.Text(Table.Of(
            "Run",
            run.Spec.Id,
            epochs.Where(epoch => IsShown(epoch.Epoch, epochs.Count)),
            columns,
            [.. EpochNotes(run, columns), .. CurveNotes(run), .. DivergenceNotes(run)]));
    }

    private static bool IsShown(int epoch, int epochs) => epochs <= ShownEpochs || epoch == epochs - 1 || int.IsPow2(epoch + 1);

    private static Column<EpochRecord>[] Columns(FinishedRun run) =>
    [
        new("Epoch", epoch => epoch.Epoch), new("Updates", epoch => epoch.Updates),
        new("Loss", epoch => epoch.Loss, "F6"), new("Accuracy", epoch => epoch.Accuracy, "F6"),
        .. from measure in run.Epochs.SelectMany(epoch => epoch.Metrics.Keys).Distinct()
           select new Column<EpochRecord>(measure, epoch => epoch.Metrics[measure], "F6"),
        new("Parameters", epoch => epoch.ParametersHash[..16]), new("State", epoch => epoch.StateHash[..16]),
    ];

    private static IEnumerable<string> EpochNotes(FinishedRun run, IReadOnlyList<Column<EpochRecord>> columns)
    {
        if (run.Epochs.Count > ShownEpochs)
        {
            Table whole = Table.Of("", "", run.Epochs, columns);
            IEnumerable<string> lines = whole.Rows.Select((_, row) => string.Join(' ', whole.Text(row)) + "\n");
            yield return Invariant($"Epochs: {run.Epochs.Count}, SHA-256 of their lines {Hash(lines)}");
        }
    }

    private static IEnumerable<string> CurveNotes(FinishedRun run)
    {
        CurvePoint[] points = [.. run.Epochs.SelectMany(epoch => epoch.Curve)];
        IEnumerable<string> lines = points.Select(point =>
            Invariant($"{point.Updates} {string.Join(' ', point.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => Invariant($"{m.Key}={m.Value:R}")))}\n"));
        yield return Invariant($"Curve: {points.Length} points, SHA-256 {Hash(lines)}");
    }

    private static string Hash(IEnumerable<string> lines) =>
        Sha256Text.Of(string.Concat(lines))[..16];

    private static IEnumerable<string> DivergenceNotes(FinishedRun run) => run.Divergence is null
        ? []
        : [run.Divergence.Of("The run")];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
