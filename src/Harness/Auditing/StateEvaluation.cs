using System.Globalization;
using RnnMemory.Engines;
using RnnMemory.Tasks;
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
    /// <param name="selection">The states to evaluate.</param>
    /// <param name="cancellation">Stops the evaluation.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<string> Findings(AuditedRun run, StateSelection selection, CancellationToken cancellation)
    {
        // One state does not depend on another, and ten thousand images read pixel by pixel take seconds.
        IEnumerable<StoredState> states = run.ProvenStates.Where(state => state.IsIn(selection)).DistinctBy(state => state.After);
        Task<string[]>[] findings = [.. states.Select(stored => Task.Run(() => Findings(run, stored, cancellation), cancellation))];
        return [.. Task.WhenAll(findings).GetAwaiter().GetResult().SelectMany(found => found)];
    }

    private static string[] Findings(AuditedRun run, StoredState stored, CancellationToken cancellation)
    {
        // A task is not for two threads at once.
        ITask task = run.Spec.Task.Open(run.Spec.Seed);
        using Minibatch batch = new(task.Steps, run.Spec.BatchSize, task.Inputs, task.Readout);
        using IEngine engine = run.Engine.Create(run.Spec.Model, run.Spec.Optimizer, task.Steps, run.Spec.BatchSize);
        engine.Load(stored.State.Parameters);
        EpochRecord record = run.Epochs[stored.After];
        Evaluation epoch = task.MeasureEpoch(engine, batch, cancellation);
        IEnumerable<string> findings = Differences(stored.After, record.Metrics, epoch.Metrics)
            .Concat(OfDiagnostics(stored.After, record.Diagnostics, epoch.Diagnostics));

        // That a point is missing or invented is found where the record's lines are checked.
        if (record.Curve is [.., var point] && point.Updates == record.Updates && task.HasCurvePoint(record.Updates))
        {
            Evaluation now = task.MeasurePoint(engine, batch, cancellation);
            findings = findings.Concat(Differences(stored.After, point.Metrics, now.Metrics)
                .Concat(OfDiagnostics(stored.After, point.Diagnostics, now.Diagnostics))
                .Select(text => $"the curve's {text}"));
        }

        return [.. findings.Select(text => $"{stored.File}: {text}")];
    }

    private static IEnumerable<string> Differences(
        int epoch, IReadOnlyDictionary<string, double> recorded, IReadOnlyDictionary<string, double> now) =>
        from name in recorded.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
        where !(recorded.TryGetValue(name, out double old) && now.TryGetValue(name, out double value) && HaveSameBits(old, value))
        select $"{name} of this state is {Text(now, name)}, but the record of epoch {epoch} has {Text(recorded, name)}";

    // Records of older versions lack diagnostics.
    private static IEnumerable<string> OfDiagnostics(
        int epoch, IReadOnlyDictionary<string, double>? recorded, IReadOnlyDictionary<string, double> now)
    {
        Dictionary<string, double> none = [];
        return Differences(epoch, Diagnostics.Shared(recorded, now) ?? none, Diagnostics.Shared(now, recorded) ?? none);
    }

    // Every NaN alike; 0 and -0 are not.
    private static bool HaveSameBits(double one, double other) =>
        one.Equals(other) && (one != 0 || double.IsNegative(one) == double.IsNegative(other));

    private static string Text(IReadOnlyDictionary<string, double> metrics, string name) =>
        metrics.TryGetValue(name, out double value) ? value.ToString("R", CultureInfo.InvariantCulture) : "none";
}
