using RnnMemory.Basics;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Reports.Snapshots;

/// <summary>
/// The only way to add full-size runs to expected/runs. Like <see cref="SnapshotAcceptance"/>, it requires a reason and writes
/// CHANGES.md.
/// </summary>
/// <param name="folder">Usually expected/.</param>
/// <param name="variables">The process's environment variables; on a build server nothing is recorded.</param>
/// <param name="commit">The current commit.</param>
/// <param name="time">The current time, for CHANGES.md.</param>
public sealed class RunRecording(string folder, IReadOnlyDictionary<string, string> variables, string commit, TimeProvider time)
{
    /// <summary>Whether a new record of these settings is small, as <see cref="RecordedRuns.Add"/> has it.</summary>
    public Func<RunSpec, bool> IsSmall { get; init; } = _ => false;

    /// <summary>The store that has the runs, in which nobody trains a run while it is copied; null if nobody could.</summary>
    public RunStore? Store { get; init; }

    private readonly RecordedRuns recorded = new(Path.Combine(folder, "runs"));

    /// <summary>
    /// Copies finished runs. A record that says the same as its run is left as it is; one that differs anywhere, even if it ends with the
    /// same state, is replaced.
    /// </summary>
    /// <param name="reason">One line that says why they are right.</param>
    /// <param name="runs">Finished runs, checked.</param>
    /// <param name="origin">The environment that trained them.</param>
    /// <param name="forceEnvironment">Whether to replace a recorded run even if its arithmetic was different.</param>
    /// <returns>What changed.</returns>
    /// <exception cref="UserError">
    /// This is a build server, the reason is missing, a folder cannot be written, or another numerics version or engine made a run that
    /// would be replaced. Nothing has been changed then. Or a run is being trained or has a file that is missing or damaged: the runs
    /// before it are copied then, and the next recording enters them into CHANGES.md.
    /// </exception>
    public IReadOnlyList<RecordedChange> Record(
        string reason, IReadOnlyList<FinishedRun> runs, SnapshotOrigin origin, bool forceEnvironment = false)
    {
        SnapshotAcceptance.RequireReason("Recording runs", reason, variables);
        SnapshotChanges log = new(folder);
        (FinishedRun Run, string? Before, string After, string? Difference)[] changed =
            [.. runs.Select(run => (
                    run, recorded.FinalStateHash(run.Spec.Id), run.Epochs.Count == 0 ? "" : run.Last.StateHash, recorded.DifferenceFrom(run)))
                .Where(run => run.Item4 is not null)];
        if (!forceEnvironment)
        {
            IReadOnlyDictionary<string, (string Hash, SnapshotOrigin? Origin)> last = log.Last();
            foreach ((FinishedRun run, _, _, _) in changed.Where(run => recorded.Has(run.Run.Spec.Id)))
            {
                string name = SnapshotChanges.NameOfRun(run.Spec.Id);
                SnapshotAcceptance.RequireArithmetic(name, "recorded", last.GetValueOrDefault(name).Origin, "trained", origin);
            }
        }

        RecordedChange[] changes =
        [
            .. changed.Select(run =>
                new RecordedChange(run.Run.Spec.Id, SnapshotChanges.HashOfRun(run.Before), SnapshotChanges.HashOfRun(run.After))
                {
                    Repaired = recorded.Has(run.Run.Spec.Id) && (run.Before is null || run.Before == run.After) ? run.Difference : null,
                }),
            .. runs.ExceptBy(changed.Select(run => run.Run.Spec.Id), run => run.Spec.Id)
                .Select(run => Unlogged(run, log)).OfType<RecordedChange>(),
        ];
        foreach ((FinishedRun run, _, _, _) in changed)
        {
            using IDisposable? held = Store?.Hold(run.Spec.Id);
            recorded.Add(run, IsSmall(run.Spec));
        }

        if (changes.Length > 0)
        {
            log.Append(time.GetUtcNow(), reason.Trim(), commit, origin, changes);
        }

        return changes;
    }

    // A process that was stopped after it had copied a run and before it wrote CHANGES.md leaves a recorded run without an entry.
    private static RecordedChange? Unlogged(FinishedRun run, SnapshotChanges log)
    {
        string hash = SnapshotChanges.HashOfRun(run.Epochs.Count == 0 ? "" : run.Last.StateHash);
        string name = SnapshotChanges.NameOfRun(run.Spec.Id);
        string before = log.Last().TryGetValue(name, out var entry) ? entry.Hash : SnapshotChanges.HashOfRun(null);
        return hash == before ? null : new RecordedChange(run.Spec.Id, before, hash);
    }
}
