using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Reports.Snapshots;

/// <summary>The only way to add runs of full size to expected/runs. Like <see cref="SnapshotAcceptance"/> it wants a reason and writes CHANGES.md.</summary>
/// <param name="folder">Usually expected/.</param>
/// <param name="variables">The process's environment; a build server records nothing.</param>
/// <param name="commit">The commit under work.</param>
/// <param name="time">For the record.</param>
public sealed class RunRecording(string folder, IReadOnlyDictionary<string, string> variables, string commit, TimeProvider time)
{
    private readonly RecordedRuns recorded = new(Path.Combine(folder, "runs"));

    /// <summary>Copies finished runs; those that are recorded already with the same last state are left as they are.</summary>
    /// <param name="reason">One line: why they are right.</param>
    /// <param name="runs">Finished runs, checked.</param>
    /// <param name="origin">What trained them.</param>
    /// <returns>What changed.</returns>
    /// <exception cref="UserError">On a build server, without a reason, or when a folder cannot be written.</exception>
    public IReadOnlyList<RecordedChange> Record(string reason, IReadOnlyList<FinishedRun> runs, SnapshotOrigin origin)
    {
        SnapshotAcceptance.RequireReason("Recording runs", reason, variables);
        List<RecordedChange> changes = [];
        foreach (FinishedRun run in runs)
        {
            string id = run.Spec.Id;
            string? before = recorded.FinalStateHash(id);
            string after = run.Epochs.Count == 0 ? "" : run.Last.StateHash;
            if (before != after)
            {
                recorded.Add(run);
                changes.Add(new RecordedChange(id, SnapshotChanges.HashOfRun(before), SnapshotChanges.HashOfRun(after)));
            }
        }

        if (changes.Count > 0)
        {
            new SnapshotChanges(folder).Append(time.GetUtcNow(), reason.Trim(), commit, origin, changes);
        }

        return changes;
    }
}
