namespace RnnMemory.Training;

/// <summary>A trained model's record.</summary>
/// <param name="Spec">What was trained.</param>
/// <param name="Epochs">One record per epoch, in order.</param>
/// <param name="Folder">The run's folder, with its checkpoint.</param>
public sealed record FinishedRun(RunSpec Spec, IReadOnlyList<EpochRecord> Epochs, string Folder)
{
    /// <summary>The last epoch's record.</summary>
    public EpochRecord Last => Epochs[^1];
}
