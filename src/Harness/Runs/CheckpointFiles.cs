using RnnMemory.Basics;
using RnnMemory.Files;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>Finds the last checkpoint of a run that is valid together with the records it refers to.</summary>
internal static class CheckpointFiles
{
    /// <summary>
    /// The state to continue from and the open log, truncated to that state. If there is nothing to continue from: no state and an empty
    /// log.
    /// </summary>
    public static (TrainingState? State, EpochLog Log) Restore(
        RunFiles files, RunIdentity identity, int updatesPerEpoch, RunFence fence, Action<string> notice)
    {
        string run = identity.Spec.Id;
        if (BestState.Damage(files, identity, updatesPerEpoch) is { } damage)
        {
            notice($"Run '{run}': {damage}; it is kept as {DamagedFile.KeepAside(files.Best)}.");
        }

        if (TryOpen(files.Checkpoint, files, identity, updatesPerEpoch, fence, out string? complaint) is { } last)
        {
            return last;
        }

        string? unusable = complaint is null ? null : DamagedFile.KeepAside(files.Checkpoint);

        if (TryOpen(files.PreviousCheckpoint, files, identity, updatesPerEpoch, fence, out string? previousComplaint) is { } previous)
        {
            notice($"Run '{run}': {Describe(files.Checkpoint, complaint)}; the checkpoint before it is used (epoch {previous.State!.Epoch}, update {previous.State.Update}).");
            return previous;
        }

        string kept = string.Join(", ", unusable is null ? KeepAside(files) : KeepAside(files).Prepend(unusable));
        if (kept.Length > 0)
        {
            notice($"Run '{run}': {Describe(files.Checkpoint, complaint)}, {Describe(files.PreviousCheckpoint, previousComplaint)}; kept as {kept}; it starts again from its seed.");
        }

        return (null, new EpochLog(files.Epochs, LogMark.Empty, fence));
    }

    /// <summary>
    /// Makes room for another state of a run that cannot be continued. Without a checkpoint, nothing proves records or a best state: they
    /// do not count, but are kept. The state before the first update is that of the seed, and is left to be replaced.
    /// </summary>
    /// <returns>The new names of what is kept.</returns>
    public static string[] MakeRoom(RunFiles files, RunIdentity identity, int updatesPerEpoch) =>
        TryRead(files.Checkpoint, files, identity, updatesPerEpoch, out _) is (TrainingState { Epoch: 0, Update: 0 }, _, _)
            ? []
            : KeepAside(files);

    /// <summary>Where <see cref="Restore"/> would continue; null if there is no valid checkpoint.</summary>
    public static RunPosition? Reached(RunFiles files, RunIdentity identity, int updatesPerEpoch)
    {
        string[] newestFirst = [files.Checkpoint, files.PreviousCheckpoint];
        foreach (string path in newestFirst)
        {
            if (TryRead(path, files, identity, updatesPerEpoch, out _) is (TrainingState state, _, var records))
            {
                if (state is { Epoch: 0, Update: 0 })
                {
                    // Saved before the first update: the same as the seed.
                    return null;
                }

                return new RunPosition(state.Epoch, state.Update, records.LastOrDefault());
            }
        }

        return null;
    }

    private static string[] KeepAside(RunFiles files)
    {
        string?[] aside =
        [
            DamagedFile.KeepAside(files.Checkpoint),
            DamagedFile.KeepAside(files.PreviousCheckpoint),
            DamagedFile.KeepAside(files.Best),
            EpochLog.IsEmpty(files.Epochs) ? null : DamagedFile.KeepAside(files.Epochs),
        ];
        return [.. aside.OfType<string>()];
    }

    private static string Describe(string path, string? complaint) =>
        complaint is null ? $"{Path.GetFileName(path)} is missing" : $"{Path.GetFileName(path)} is not usable ({complaint})";

    private static (TrainingState? State, EpochLog Log)? TryOpen(
        string path, RunFiles files, RunIdentity identity, int updatesPerEpoch, RunFence fence, out string? complaint) =>
        TryRead(path, files, identity, updatesPerEpoch, out complaint) is (TrainingState state, LogMark mark, _)
            ? (state, new EpochLog(files.Epochs, mark, fence))
            : null;

    private static (TrainingState State, LogMark Mark, List<EpochRecord> Records)? TryRead(
        string path, RunFiles files, RunIdentity identity, int updatesPerEpoch, out string? complaint)
    {
        complaint = null;
        byte[]? bytes = null;
        try
        {
            bytes = BoundedFile.Read(path);
            if (bytes is null)
            {
                return null;
            }

            Checkpoint checkpoint = Checkpoint.Decode(bytes, identity, updatesPerEpoch);
            if (!checkpoint.State.HasSlots)
            {
                throw new InvalidDataException("it has the parameters only, and training needs the optimiser's state too");
            }

            List<EpochRecord> records = EpochLog.Verify(files.Epochs, checkpoint.Records, checkpoint.State, updatesPerEpoch);
            BestState.Verify(files, identity, updatesPerEpoch, records);
            return (checkpoint.State, checkpoint.Records, records);
        }
        catch (InvalidDataException other) when (bytes is not null && Checkpoint.IsOfAnotherVersion(bytes))
        {
            // The file is not damaged: another version of this program can continue from it. Starting again would discard that work.
            throw new UserError(
                $"Run '{identity.Spec.Id}': '{path}' cannot be read ({other.Message}). Go on with the version that wrote it, or start again with --fresh.", other);
        }
        catch (InvalidDataException damage)
        {
            complaint = damage.Message;
            return null;
        }
    }
}
