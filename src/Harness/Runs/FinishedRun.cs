using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>A trained model's record.</summary>
/// <param name="Spec">What was trained.</param>
/// <param name="Epochs">One record per epoch, in order; fewer than <see cref="RunSpec.Epochs"/> if the run diverged.</param>
/// <param name="Folder">The run's folder, with its checkpoint.</param>
public sealed record FinishedRun(RunSpec Spec, IReadOnlyList<EpochRecord> Epochs, string Folder)
{
    /// <summary>Where a NaN or an infinity occurred in training; null if none did.</summary>
    public Divergence? Divergence { get; init; }

    /// <summary>Whether it was read from the repository's record (expected/runs), so that this store has not trained it.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>The number of minibatches of an epoch of this run, which finished at least one.</summary>
    internal int UpdatesPerEpoch => (int)(Last.Updates / Epochs.Count);

    /// <summary>The last epoch's record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The run diverged in its first epoch.</exception>
    public EpochRecord Last => Epochs[^1];

    /// <summary>
    /// The record of an epoch whose state was kept. Null if there is no such state: a run that diverged has no last one; a run that
    /// finished no epoch, or whose task chooses none, has no best one (<see cref="Tasks.TaskSpec.SelectionMetric"/>).
    /// </summary>
    public EpochRecord? Kept(KeptEpoch epoch) => epoch switch
    {
        KeptEpoch.Last => Divergence is null ? Epochs.LastOrDefault() : null,
        KeptEpoch.Best => Spec.Task.SelectionMetric is { } metric && Epochs.Count > 0 ? BestEpoch.Of(Epochs, metric) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(epoch), epoch, "No state of such an epoch is kept."),
    };
}
