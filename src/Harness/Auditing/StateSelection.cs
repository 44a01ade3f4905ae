namespace RnnMemory.Auditing;

/// <summary>Which of a run's stored states an audit evaluates.</summary>
public enum StateSelection
{
    /// <summary>Every stored state.</summary>
    All,

    /// <summary>Those that every finished run keeps: the states after the best and after the last epoch.</summary>
    Kept,

    /// <summary>The state after the best epoch, which most tables and measures are made of.</summary>
    Best,

    /// <summary>None: the files are read and their hashes compared, and nothing is evaluated.</summary>
    None,
}
