using RnnMemory.Files;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>One run, locked for writing: its state and records so far, and the methods that add to it.</summary>
public sealed class RunSession : IDisposable
{
    private readonly RunFiles files;
    private readonly RunIdentity identity;
    private readonly RunFence fence;
    private readonly EpochLog? log;
    private readonly WrittenFiles written;
    private readonly Action<string> notice;

    private RunSession(RunFiles files, RunIdentity identity, RunFence fence, EpochLog? log, Action<string> notice)
    {
        (this.files, this.identity, this.fence, this.log, this.notice) = (files, identity, fence, log, notice);
        written = new WrittenFiles(fence);
    }

    /// <summary>The run, if another process finished it in the meantime; nothing can be added then.</summary>
    public FinishedRun? Finished { get; private init; }

    /// <summary>The state to continue from; null to start from the seed.</summary>
    public TrainingState? State { get; private init; }

    /// <summary>Records of the epochs finished so far.</summary>
    public IReadOnlyList<EpochRecord> Records => Log.Records;

    private EpochLog Log => log ?? throw new InvalidOperationException($"Run '{identity.Spec.Id}' is finished.");

    /// <summary>Replaces the checkpoint by that state and keeps the previous checkpoint.</summary>
    /// <exception cref="Basics.UserError">The folder cannot be written.</exception>
    public void Save(TrainingState state) => StoreErrors.Explain(files.Folder, () =>
    {
        Keep(() => written.Write(files.Checkpoint, new Checkpoint(state, Log.Mark).Encode(identity), files.PreviousCheckpoint));
        fence.Renew();
    });

    /// <summary>
    /// Keeps the state after the best epoch so far. Must come before <see cref="Append"/>: if the process is killed in between, the epoch
    /// is trained again to the same bits.
    /// </summary>
    /// <exception cref="Basics.UserError">The folder cannot be written.</exception>
    public void KeepBest(TrainingState state) => StoreErrors.Explain(
        files.Folder, () => Keep(() => written.Write(files.Best, new Checkpoint(state, Log.Mark).Encode(identity))));

    /// <summary>Adds a finished epoch's record, which is flushed to disk before the checkpoint that refers to it.</summary>
    /// <param name="record">The epoch.</param>
    /// <param name="state">The state after it.</param>
    /// <exception cref="Basics.UserError">The folder cannot be written.</exception>
    public void Append(EpochRecord record, TrainingState state)
    {
        StoreErrors.Explain(files.Folder, () => Log.Append(record));
        Save(state);
    }

    /// <summary>Marks the run as finished after all its epochs.</summary>
    /// <exception cref="Basics.UserError">The folder cannot be written.</exception>
    public FinishedRun Complete() => Finish(divergence: null);

    /// <summary>Marks the run as finished by a divergence, and reports it.</summary>
    /// <exception cref="Basics.UserError">The folder cannot be written.</exception>
    public FinishedRun Diverge(DivergedException error)
    {
        FinishedRun run = Finish(error.Divergence);
        notice(error.Message);
        return run;
    }

    private FinishedRun Finish(Divergence? divergence)
    {
        Completion completion = new()
        {
            Status = divergence is null ? RunOutcome.Completed : RunOutcome.Diverged,
            Identity = identity.Hash,
            Epochs = Log.Records.Count,
            FinalStateHash = Log.Records.Count > 0 ? Log.Records[^1].StateHash : "",
            Records = Log.Mark,
            Divergence = divergence,
        };
        return StoreErrors.Explain(files.Folder, () =>
        {
            Keep(() => Completion.Write(files.Done, completion, fence.Staging), thoroughly: true);

            // What counts from now on is what is on the disk.
            return completion.Verify(identity.Spec, EpochLog.Read(files.Epochs, completion.Records), files.Folder);
        });
    }

    private void Keep(Action write, bool thoroughly = false)
    {
        try
        {
            fence.Write(() =>
            {
                Mend(thoroughly);
                write();
            });
        }
        catch (RunBusyException takenOver)
        {
            notice(takenOver.Waiting);
            throw;
        }
    }

    // Whoever removes or changes files of a run that is being trained should not have to train it again.
    private void Mend(bool thoroughly)
    {
        DurableFolder.Create(files.Folder);
        List<string> mended = written.Mend(thoroughly);
        if (Log.Mend(thoroughly))
        {
            mended.Add(Path.GetFileName(files.Epochs));
        }

        if (mended.Count > 0)
        {
            notice($"Run '{identity.Spec.Id}': {string.Join(", ", mended)} in '{files.Folder}' {(mended.Count == 1 ? "was" : "were")} removed or changed while the run was trained; what was computed is written again.");
        }
    }

    /// <summary>Releases the run.</summary>
    public void Dispose()
    {
        log?.Dispose();
        fence.Dispose();
    }

    /// <summary>A read-only session of a finished run.</summary>
    internal static RunSession OfFinished(
        RunFiles files, RunIdentity identity, FinishedRun finished, RunFence fence, Action<string> notice) =>
        new(files, identity, fence, log: null, notice) { Finished = finished };

    /// <summary>A session that continues from the last valid checkpoint, or from the beginning.</summary>
    internal static RunSession Resume(
        RunFiles files, RunIdentity identity, RunEnvironment environment, int updatesPerEpoch, RunFence fence, Action<string> notice)
    {
        // The spec is written first, so that no other file of the run ever lacks its settings.
        if (!File.Exists(files.Spec))
        {
            RecordStint(files, identity, fence, new Stint(0, 0, environment));
        }

        // A marker found here was rejected. It must be deleted before the records that it no longer fits are changed.
        File.Delete(files.Done);
        (TrainingState? state, EpochLog log) = CheckpointFiles.Restore(files, identity, updatesPerEpoch, fence, notice);
        try
        {
            RecordStint(files, identity, fence, new Stint(state?.Epoch ?? 0, state?.Update ?? 0, environment));
            RunSession session = new(files, identity, fence, log, notice) { State = state };
            session.written.Adopt(files.Spec);
            session.written.Adopt(files.Best);
            return session;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    private static void RecordStint(RunFiles files, RunIdentity identity, RunFence fence, Stint stint)
    {
        IReadOnlyList<Stint> before = StoredSpec.Read(files.Spec)?.Trained ?? [];
        Stint[] kept = [.. before.Where(earlier =>
            (earlier.FromEpoch, earlier.FromUpdate).CompareTo((stint.FromEpoch, stint.FromUpdate)) < 0)];
        if (kept.Length == 0 || !kept[^1].By.IsSameAs(stint.By))
        {
            StoredSpec spec = new(identity.Spec, identity.Numerics, identity.DataHash, [.. kept, stint]);
            StoredSpec.Write(files.Spec, spec, fence.Staging);
        }
    }
}
