using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Reports.Snapshots;

/// <summary>A run's record as small text for comparison: everything but the wall time, long parts as hashes.</summary>
public static class RunRecord
{
    // As many as are shown of any run; of a longer one the first epochs, ever fewer of the others, and the last.
    private const int ShownEpochs = 8;

    /// <summary>A line per epoch with its measures and hashes, and the learning curve as one hash. Of many epochs only some have a line; all are in a hash.</summary>
    public static string Of(FinishedRun run)
    {
        IReadOnlyList<EpochRecord> epochs = run.Epochs;
        string[] measures = [.. run.Epochs.SelectMany(epoch => epoch.Metrics.Keys).Distinct()];
        var table = new Table(
            "Run",
            run.Spec.Id,
            ["Epoch", "Updates", "Loss", "Accuracy", .. measures, "Parameters", "State"],
            [.. epochs.Where(epoch => IsShown(epoch.Epoch, epochs.Count)).Select(epoch => Row(epoch, measures))],
            [.. EpochNotes(run, measures), .. CurveNotes(run), .. DivergenceNotes(run)]);
        return TableFormat.Text(table);
    }

    private static bool IsShown(int epoch, int epochs) => epochs <= ShownEpochs || epoch == epochs - 1 || int.IsPow2(epoch + 1);

    private static IReadOnlyList<string> Row(EpochRecord epoch, IEnumerable<string> measures) =>
    [
        Invariant($"{epoch.Epoch}"), Invariant($"{epoch.Updates}"), Invariant($"{epoch.Loss:F6}"), Invariant($"{epoch.Accuracy:F6}"),
        .. measures.Select(measure => Invariant($"{epoch.Metrics[measure]:F6}")),
        epoch.ParametersHash[..16], epoch.StateHash[..16],
    ];

    private static IEnumerable<string> EpochNotes(FinishedRun run, IReadOnlyList<string> measures)
    {
        if (run.Epochs.Count > ShownEpochs)
        {
            yield return Invariant($"Epochs: {run.Epochs.Count}, SHA-256 of their lines {Hash(run.Epochs.Select(epoch => string.Join(' ', Row(epoch, measures)) + "\n"))}");
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
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))))[..16];

    private static IEnumerable<string> DivergenceNotes(FinishedRun run) => run.Divergence is null
        ? []
        : [Invariant($"Diverged in epoch {run.Divergence.Epoch}, minibatch {run.Divergence.Update}: {run.Divergence.Reason}")];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
