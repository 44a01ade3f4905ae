using RnnMemory.Files;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>One run, locked for writing: what is known of it so far, and the ways to add to it.</summary>
public sealed class RunSession : IDisposable
{
    private readonly RunFiles files;
    private readonly RunIdentity identity;
    private readonly RunLock held;
    private readonly EpochLog? log;
    private readonly Action<string> notice;

    private RunSession(RunFiles files, RunIdentity identity, RunLock held, EpochLog? log, Action<string> notice) =>
        (this.files, this.identity, this.held, this.log, this.notice) = (files, identity, held, log, notice);

    /// <summary>The run, if another process finished it in the meantime; then nothing can be added.</summary>
    public FinishedRun? Finished { get; private init; }

    /// <summary>The state to continue from; null to start from the seed.</summary>
    public TrainingState? State { get; private init; }

    /// <summary>Records of the epochs finished so far.</summary>
    public IReadOnlyList<EpochRecord> Records => Log.Records;

    private EpochLog Log => log ?? throw new InvalidOperationException($"Run '{identity.Spec.Id}' is finished.");

    /// <summary>Replaces the checkpoint by that state and keeps the one before.</summary>
    /// <exception cref="Basics.UserError">The folder cannot be written.</exception>
    public void Save(TrainingState state) => StoreErrors.Explain(files.Folder, () =>
    {
        AtomicFile.Write(files.Checkpoint, new Checkpoint(state, Log.Mark).Encode(identity), files.PreviousCheckpoint);
        held.Renew();
    });

    /// <summary>
    /// Keeps the state after the best epoch so far, before <see cref="Append"/> counts the epoch: killed in between, the epoch
    /// is trained again to the same bits.
    /// </summary>
    /// <exception cref="Basics.UserError">The folder cannot be written.</exception>
    public void KeepBest(TrainingState state) =>
        StoreErrors.Explain(files.Folder, () => AtomicFile.Write(files.Best, new Checkpoint(state, Log.Mark).Encode(identity)));

    /// <summary>Adds a finished epoch's record, on the disk before the checkpoint that counts on it.</summary>
    /// <param name="record">The epoch.</param>
    /// <param name="state">The state after it.</param>
    /// <exception cref="Basics.UserError">The folder cannot be written.</exception>
    public void Append(EpochRecord record, TrainingState state)
    {
        StoreErrors.Explain(files.Folder, () => Log.Append(record));
        Save(state);
    }

    /// <summary>Marks the run as finished by all its epochs.</summary>
    /// <exception cref="Basics.UserError">The folder cannot be written.</exception>
    public FinishedRun Complete() => Finish(divergence: null);

    /// <summary>Marks the run as finished by a divergence, and says so.</summary>
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
        StoreErrors.Explain(files.Folder, () => Completion.Write(files.Done, completion));
        return completion.Verify(identity.Spec, Log.Records, files.Folder);
    }

    /// <summary>Releases the run.</summary>
    public void Dispose()
    {
        log?.Dispose();
        held.Dispose();
    }

    /// <summary>A session that only hands out what is there.</summary>
    internal static RunSession OfFinished(RunFiles files, RunIdentity identity, FinishedRun finished, RunLock held, Action<string> notice) =>
        new(files, identity, held, log: null, notice) { Finished = finished };

    /// <summary>A session from the last checkpoint that can be believed, or from the beginning.</summary>
    internal static RunSession Resume(
        RunFiles files, RunIdentity identity, RunEnvironment environment, int updatesPerEpoch, RunLock held, Action<string> notice)
    {
        // The spec is the first file of a run, so that no other file is ever without its settings.
        if (!File.Exists(files.Spec))
        {
            RecordStint(files, identity, new Stint(0, 0, environment));
        }

        // A marker that is here now was not believed. It must not outlive the records it no longer fits.
        File.Delete(files.Done);
        (TrainingState? state, EpochLog log) = CheckpointFiles.Restore(files, identity, updatesPerEpoch, notice);
        try
        {
            RecordStint(files, identity, new Stint(state?.Epoch ?? 0, state?.Update ?? 0, environment));
            return new RunSession(files, identity, held, log, notice) { State = state };
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    private static void RecordStint(RunFiles files, RunIdentity identity, Stint stint)
    {
        IReadOnlyList<Stint> before = StoredSpec.Read(files.Spec)?.Trained ?? [];
        Stint[] kept = [.. before.Where(earlier => (earlier.FromEpoch, earlier.FromUpdate).CompareTo((stint.FromEpoch, stint.FromUpdate)) < 0)];
        if (kept.Length == 0 || !kept[^1].By.IsSameAs(stint.By))
        {
            StoredSpec.Write(files.Spec, new StoredSpec(identity.Spec, identity.Numerics, identity.DataHash, [.. kept, stint]));
        }
    }
}
