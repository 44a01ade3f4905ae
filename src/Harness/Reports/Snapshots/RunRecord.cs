using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RnnMemory.Training;

namespace RnnMemory.Reports.Snapshots;

/// <summary>A run's record as small text for comparison: everything but the wall time, long parts as hashes.</summary>
public static class RunRecord
{
    /// <summary>A line per epoch with its measures and hashes, and the learning curve as one hash.</summary>
    public static string Of(FinishedRun run)
    {
        string[] measures = [.. run.Epochs.SelectMany(epoch => epoch.Metrics.Keys).Distinct()];
        var table = new Table(
            "Run",
            run.Spec.Id,
            ["Epoch", "Updates", "Loss", "Accuracy", .. measures, "Parameters", "State"],
            [.. run.Epochs.Select(epoch => (IReadOnlyList<string>)
            [
                Invariant($"{epoch.Epoch}"), Invariant($"{epoch.Updates}"), Invariant($"{epoch.Loss:F6}"), Invariant($"{epoch.Accuracy:F6}"),
                .. measures.Select(measure => Invariant($"{epoch.Metrics[measure]:F6}")),
                epoch.ParametersHash[..16], epoch.StateHash[..16],
            ])],
            [.. CurveNotes(run), .. DivergenceNotes(run)]);
        return TableFormat.Text(table);
    }

    private static IEnumerable<string> CurveNotes(FinishedRun run)
    {
        CurvePoint[] points = [.. run.Epochs.SelectMany(epoch => epoch.Curve)];
        IEnumerable<string> lines = points.Select(point =>
            Invariant($"{point.Updates} {string.Join(' ', point.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => Invariant($"{m.Key}={m.Value:R}")))}\n"));
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)));
        yield return Invariant($"Curve: {points.Length} points, SHA-256 {Convert.ToHexStringLower(hash)[..16]}");
    }

    private static IEnumerable<string> DivergenceNotes(FinishedRun run) => run.Divergence is null
        ? []
        : [Invariant($"Diverged in epoch {run.Divergence.Epoch}, minibatch {run.Divergence.Update}: {run.Divergence.Reason}")];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
