using RnnMemory.Training;

namespace RnnMemory.Auditing;

/// <summary>Epochs of a run that are trained again, one after another; each is compared with its record.</summary>
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

    /// <summary>What training these epochs took when they were recorded.</summary>
    public double RecordedSeconds => Enumerable.Range(First, Epochs).Sum(epoch => Run.Epochs.TryGetValue(epoch, out EpochRecord? record) ? record.Seconds : 0);

    /// <summary>In words, where it begins.</summary>
    public string Origin => From is null ? "the seed" : $"{From.File} (after epoch {From.After})";

    /// <summary>The stored state to begin from; null to begin from the seed.</summary>
    internal StoredState? From { get; }
}
