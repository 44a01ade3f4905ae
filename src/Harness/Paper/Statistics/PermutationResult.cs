namespace RnnMemory.Paper.Statistics;

/// <summary>The outcome of a test that compares a statistic with what it is under other arrangements of the same data.</summary>
/// <param name="Statistic">The observed statistic.</param>
/// <param name="Probability">
/// The p-value: the share of arrangements that are at least as extreme, the observed one among them.
/// </param>
/// <param name="Arrangements">Arrangements that were counted, the observed one among them.</param>
/// <param name="IsExact">Whether these are all; otherwise they were drawn at random.</param>
public sealed record PermutationResult(double Statistic, double Probability, int Arrangements, bool IsExact)
{
    /// <summary>Random arrangements where all would be too many.</summary>
    internal const int Draws = 100_000;

    /// <summary>The most arrangements that are all counted; the 184,756 of two groups of ten are.</summary>
    internal const double MostCounted = 200_000;
}
