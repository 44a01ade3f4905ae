namespace RnnMemory.Checks.Elementary;

/// <summary>What was found about one function over a range of inputs.</summary>
/// <param name="Inputs">Bit patterns tried.</param>
/// <param name="Differences">How often a vector form had other bits than the definition, over all widths.</param>
/// <param name="FirstDifference">The first of them, in words; empty where there is none.</param>
/// <param name="WorstUlp">The definition's largest error.</param>
/// <param name="WorstInput">Where it is.</param>
/// <param name="Rounded">Results that are the correctly rounded ones.</param>
/// <param name="Bits">A hash of all results in the order of the inputs, the same on every machine.</param>
internal readonly record struct ElementaryResult(
    long Inputs, long Differences, string FirstDifference, double WorstUlp, float WorstInput, long Rounded, ulong Bits)
{
    public static ElementaryResult Nothing => new(0, 0, "", 0, 0, 0, 0);

    /// <summary>This range and the one after it.</summary>
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
