namespace RnnMemory.Training;

/// <summary>Finds the last checkpoint of a run that can be believed together with the records it counts on.</summary>
internal static class CheckpointFiles
{
    /// <summary>
    /// The state to continue from and the open log, cut back to it; no state and an empty log if there is nothing to continue from.
    /// </summary>
    public static (TrainingState? State, EpochLog Log) Restore(RunFiles files, RunIdentity identity, int updatesPerEpoch, Action<string> notice)
    {
        string run = identity.Spec.Id;
        if (TryOpen(files.Checkpoint, files, identity, updatesPerEpoch, out string? complaint) is { } last)
        {
            return last;
        }

        if (complaint is not null)
        {
            File.Move(files.Checkpoint, files.DamagedCheckpoint, overwrite: true);
        }

        if (TryOpen(files.PreviousCheckpoint, files, identity, updatesPerEpoch, out string? previousComplaint) is { } previous)
        {
            notice($"Run '{run}': {Describe(files.Checkpoint, complaint)}; the checkpoint before it is used (epoch {previous.State!.Epoch}, update {previous.State.Update}).");
            return previous;
        }

        if (complaint is not null || previousComplaint is not null)
        {
            notice($"Run '{run}': {Describe(files.Checkpoint, complaint)}, {Describe(files.PreviousCheckpoint, previousComplaint)}; it starts again from its seed.");
        }

        File.Delete(files.PreviousCheckpoint);
        return (null, new EpochLog(files.Epochs, LogMark.Empty));
    }

    /// <summary>Where <see cref="Restore"/> would go on; null if nowhere.</summary>
    public static (int Epoch, int Update)? Reached(RunFiles files, RunIdentity identity, int updatesPerEpoch)
    {
        string[] newestFirst = [files.Checkpoint, files.PreviousCheckpoint];
        foreach (string path in newestFirst)
        {
            if (TryRead(path, files, identity, updatesPerEpoch, out _) is { } checkpoint)
            {
                return (checkpoint.State.Epoch, checkpoint.State.Update);
            }
        }

        return null;
    }

    private static string Describe(string path, string? complaint) =>
        complaint is null ? $"{Path.GetFileName(path)} is missing" : $"{Path.GetFileName(path)} is not usable ({complaint})";

    private static (TrainingState? State, EpochLog Log)? TryOpen(
        string path, RunFiles files, RunIdentity identity, int updatesPerEpoch, out string? complaint) =>
        TryRead(path, files, identity, updatesPerEpoch, out complaint) is { } checkpoint
            ? (checkpoint.State, new EpochLog(files.Epochs, checkpoint.Records))
            : null;

    private static Checkpoint? TryRead(string path, RunFiles files, RunIdentity identity, int updatesPerEpoch, out string? complaint)
    {
        complaint = null;
        try
        {
            if (BoundedFile.Read(path) is not { } bytes)
            {
                return null;
            }

            Checkpoint checkpoint = Checkpoint.Decode(bytes, identity, updatesPerEpoch);
            EpochLog.Verify(files.Epochs, checkpoint.Records, checkpoint.State, updatesPerEpoch);
            return checkpoint;
        }
        catch (InvalidDataException damage)
        {
            complaint = damage.Message;
            return null;
        }
    }
}
