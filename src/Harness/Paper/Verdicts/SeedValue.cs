namespace RnnMemory.Paper.Verdicts;

/// <summary>Our value of a number with one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Value">The plain value, in the number's unit.</param>
/// <param name="Runs">Ids of the runs that it was computed from.</param>
public sealed record SeedValue(long Seed, double Value, IReadOnlyList<string> Runs);
