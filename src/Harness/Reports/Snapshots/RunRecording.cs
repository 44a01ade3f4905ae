using RnnMemory.Basics;
using RnnMemory.Runs;

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
    /// <param name="forceEnvironment">Replace a recorded run although its arithmetic was another.</param>
    /// <returns>What changed.</returns>
    /// <exception cref="UserError">
    /// On a build server, without a reason, when a folder cannot be written, or when another numerics version or engine made a run that
    /// would be replaced; nothing has been changed then.
    /// </exception>
    public IReadOnlyList<RecordedChange> Record(string reason, IReadOnlyList<FinishedRun> runs, SnapshotOrigin origin, bool forceEnvironment = false)
    {
        SnapshotAcceptance.RequireReason("Recording runs", reason, variables);
        SnapshotChanges log = new(folder);
        (FinishedRun Run, string? Before, string After)[] changed =
            [.. runs.Select(run => (run, recorded.FinalStateHash(run.Spec.Id), run.Epochs.Count == 0 ? "" : run.Last.StateHash)).Where(run => run.Item2 != run.Item3)];
        if (!forceEnvironment)
        {
            IReadOnlyDictionary<string, (string Hash, SnapshotOrigin? Origin)> last = log.Last();
            foreach ((FinishedRun run, _, _) in changed.Where(run => recorded.Has(run.Run.Spec.Id)))
            {
                string name = SnapshotChanges.NameOfRun(run.Spec.Id);
                SnapshotAcceptance.RequireArithmetic(name, "recorded", last.GetValueOrDefault(name).Origin, "trained", origin);
            }
        }

        RecordedChange[] changes =
            [.. changed.Select(run => new RecordedChange(run.Run.Spec.Id, SnapshotChanges.HashOfRun(run.Before), SnapshotChanges.HashOfRun(run.After)))];
        foreach ((FinishedRun run, _, _) in changed)
        {
            recorded.Add(run);
        }

        if (changes.Length > 0)
        {
            log.Append(time.GetUtcNow(), reason.Trim(), commit, origin, changes);
        }

        return changes;
    }
}
