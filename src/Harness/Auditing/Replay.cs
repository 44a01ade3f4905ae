using RnnMemory.Training;

namespace RnnMemory.Auditing;

/// <summary>Consecutive epochs of a run that are trained again; each is compared with its record.</summary>
public sealed class Replay
{
    internal Replay(AuditedRun run, StoredState? from, int last) => (Run, From, Last) = (run, from, last);

    /// <summary>The run.</summary>
    public AuditedRun Run { get; }

    /// <summary>The last epoch.</summary>
    public int Last { get; }

    /// <summary>The first epoch.</summary>
    public int First => From?.State.Epoch ?? 0;

    /// <summary>Number of epochs.</summary>
    public int Epochs => Last - First + 1;

    /// <summary>The recorded training time of these epochs, in seconds.</summary>
    public double RecordedSeconds =>
        Enumerable.Range(First, Epochs).Sum(epoch => Run.Epochs.TryGetValue(epoch, out EpochRecord? record) ? record.Seconds : 0);

    /// <summary>A description of where the replay starts.</summary>
    public string Origin => From is null ? "the seed" : $"{From.File} (after epoch {From.After})";

    /// <summary>The stored state to start from; null to start from the seed.</summary>
    internal StoredState? From { get; }
}
