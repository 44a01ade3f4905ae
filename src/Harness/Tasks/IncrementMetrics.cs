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

    /// <summary>
    /// Diagnostic at the end of an epoch: sequences whose last N answers repeat the digits of x, none of them incremented.
    /// </summary>
    public const string Copies = "copies";

    /// <summary>
    /// Diagnostic at every point of the curve and at the end of an epoch: live hidden units, those whose output differs from 0 after at
    /// least one step of at least one of the hold-out's first <see cref="LiveUnitNumbers"/> numbers.
    /// </summary>
    public const string LiveUnits = "live-units";

    /// <summary>Number of hold-out numbers, the first ones, on which live units are counted.</summary>
    public const int LiveUnitNumbers = 512;
}
