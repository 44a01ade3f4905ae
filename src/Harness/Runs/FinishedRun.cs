using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>A trained model's record.</summary>
/// <param name="Spec">What was trained.</param>
/// <param name="Epochs">One record per epoch, in order; fewer than <see cref="RunSpec.Epochs"/> if the run diverged.</param>
/// <param name="Folder">The run's folder, with its checkpoint.</param>
public sealed record FinishedRun(RunSpec Spec, IReadOnlyList<EpochRecord> Epochs, string Folder)
{
    /// <summary>Where training met a NaN or an infinity; null if it never did.</summary>
    public Divergence? Divergence { get; init; }

    /// <summary>The last epoch's record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The run diverged in its first epoch.</exception>
    public EpochRecord Last => Epochs[^1];

    /// <summary>The first epoch with the largest value of a measure.</summary>
    /// <exception cref="InvalidOperationException">The run diverged in its first epoch.</exception>
    public EpochRecord Best(string metric) => Epochs.MaxBy(epoch => epoch.Metrics[metric])!;
}
