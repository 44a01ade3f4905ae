namespace RnnMemory.Training;

/// <summary>Where a run's results come from at the moment of a report.</summary>
public enum RunStage
{
    /// <summary>It is being trained.</summary>
    Training,

    /// <summary>It has just been trained to its end.</summary>
    Trained,

    /// <summary>It has just been stopped by a NaN or an infinity.</summary>
    Diverged,

    /// <summary>It was found finished in the run store.</summary>
    Stored,

    /// <summary>It was found finished in the repository's record (expected/runs): another process trained it, maybe elsewhere.</summary>
    Recorded,

    /// <summary>It is finished, and its measures are being computed.</summary>
    Measuring,

    /// <summary>Its measures have just been computed. If they were stored already, neither Measuring nor Measured is reported.</summary>
    Measured,
}

/// <summary>The progress of a run. Reported from the worker's thread, a few times a second at most.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Stage">Whether the run is being trained, how it ended, or whether it is being measured.</param>
/// <param name="Epoch">Epochs finished.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Update">Updates made within the epoch under way; while a run is measured, values computed.</param>
/// <param name="UpdatesPerEpoch">Updates of one epoch; while a run is measured, values to compute.</param>
/// <param name="Loss">Running mean loss of the epoch; NaN before its first update.</param>
/// <param name="Accuracy">Running mean accuracy of the epoch; NaN before its first update.</param>
/// <param name="Metrics">The latest measures of the task, empty before the first.</param>
public sealed record RunProgress(
    string RunId,
    RunStage Stage,
    int Epoch,
    int Epochs,
    int Update,
    int UpdatesPerEpoch,
    double Loss,
    double Accuracy,
    IReadOnlyDictionary<string, double> Metrics);
