using System.Globalization;
using RnnMemory.Engines;
using RnnMemory.Training;

namespace RnnMemory.Auditing;

/// <summary>
/// Measures the stored states of a run again and compares with the lines of their epochs. It takes no training, so that no audit needs to
/// leave it out.
/// </summary>
internal static class StateEvaluation
{
    /// <summary>Every metric that a stored state does not have, one line each.</summary>
    /// <param name="run">The run.</param>
    /// <param name="onlyKept">Whether to leave out the states on the way, which no table is made of.</param>
    /// <param name="cancellation">Stops the evaluation.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<string> Findings(AuditedRun run, bool onlyKept, CancellationToken cancellation)
    {
        List<string> findings = [];
        using Minibatch batch = new(run.Task.Steps, run.Spec.BatchSize, run.Task.Inputs, run.Task.Readout);
        using IEngine engine = run.Engine.Create(run.Spec.Model, run.Spec.Optimizer, run.Task.Steps, run.Spec.BatchSize);
        foreach (StoredState stored in run.ProvenStates.Where(state => state.IsKept || !onlyKept).DistinctBy(state => state.After))
        {
            cancellation.ThrowIfCancellationRequested();
            engine.Load(stored.State.Parameters);
            EpochRecord record = run.Epochs[stored.After];
            findings.AddRange(Differences(stored.After, record.Metrics, run.Task.MeasureEpoch(engine, batch, cancellation))
                .Select(text => $"{stored.File}: {text}"));
            if (run.Task.HasCurvePoint(record.Updates) && record.Curve is [.., var point])
            {
                findings.AddRange(Differences(stored.After, point.Metrics, run.Task.MeasurePoint(engine, batch, cancellation))
                    .Select(text => $"{stored.File}: the curve's {text}"));
            }
        }

        return findings;
    }

    private static IEnumerable<string> Differences(
        int epoch, IReadOnlyDictionary<string, double> recorded, IReadOnlyDictionary<string, double> now) =>
        from name in recorded.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
        where !(recorded.TryGetValue(name, out double old) && now.TryGetValue(name, out double value) && old.Equals(value))
        select $"{name} of this state is {Text(now, name)}, but the record of epoch {epoch} has {Text(recorded, name)}";

    private static string Text(IReadOnlyDictionary<string, double> metrics, string name) =>
        metrics.TryGetValue(name, out double value) ? value.ToString("R", CultureInfo.InvariantCulture) : "none";
}
