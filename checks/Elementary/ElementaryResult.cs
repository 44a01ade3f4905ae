namespace RnnMemory.Checks.Elementary;

/// <summary>The results of checking one function over a range of inputs.</summary>
/// <param name="Inputs">Bit patterns tried.</param>
/// <param name="Differences">Number of results of vector forms, over all widths, whose bits differ from the definition's.</param>
/// <param name="FirstDifference">Description of the first difference; empty if there is none.</param>
/// <param name="WorstUlp">The definition's largest error.</param>
/// <param name="WorstInput">The input with that error.</param>
/// <param name="Rounded">Number of correctly rounded results.</param>
/// <param name="Bits">A hash of all results in the order of the inputs, the same on every machine.</param>
internal readonly record struct ElementaryResult(
    long Inputs, long Differences, string FirstDifference, double WorstUlp, float WorstInput, long Rounded, ulong Bits)
{
    public static ElementaryResult Nothing => new(0, 0, "", 0, 0, 0, 0);

    /// <summary>Combines the results of this range and the next one.</summary>
    public ElementaryResult Then(ElementaryResult next) => new(
        Inputs + next.Inputs,
        Differences + next.Differences,
        FirstDifference.Length > 0 ? FirstDifference : next.FirstDifference,
        Math.Max(WorstUlp, next.WorstUlp),
        next.WorstUlp > WorstUlp ? next.WorstInput : WorstInput,
        Rounded + next.Rounded,
        Mix(Bits, next.Bits));

    /// <summary>Adds 64 bits to a hash; the order counts.</summary>
    public static ulong Mix(ulong hash, ulong bits)
    {
        // The multiplier is 2^64 over the golden ratio, made odd.
        hash = (hash ^ bits) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }
}
