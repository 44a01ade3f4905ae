namespace RnnMemory.Tasks;

/// <summary>The names of the increment task's metrics in records: the four readings of "accuracy" (assumption A19).</summary>
public static class IncrementMetrics
{
    /// <summary>Right digits among all outputs.</summary>
    public const string Digits = "digits";

    /// <summary>Right digits among the last N outputs, those of x + 1.</summary>
    public const string SecondHalf = "second-half";

    /// <summary>Sequences whose last N outputs are all right.</summary>
    public const string Numbers = "numbers";

    /// <summary>Sequences whose outputs are all right.</summary>
    public const string Sequences = "sequences";
}
