namespace RnnMemory.Runs;

/// <summary>Epochs whose state a run keeps.</summary>
public enum KeptEpoch
{
    /// <summary>The last epoch, whose weights the authors' script measured (assumption D3).</summary>
    Last,

    /// <summary>The first epoch with the largest value of the task's selection metric.</summary>
    Best,
}
