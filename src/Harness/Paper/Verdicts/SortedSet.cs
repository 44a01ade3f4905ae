namespace RnnMemory.Paper.Verdicts;

/// <summary>A row of Table 2 as a sorted set: mean absolute differences, in steps.</summary>
/// <param name="Paper">The paper's values, sorted.</param>
/// <param name="Ours">Ours, sorted within each seed, then averaged over the seeds.</param>
/// <param name="Distance">Between the two.</param>
/// <param name="SeedDistances">Of each of our seeds from the mean of the others; empty with fewer than two seeds.</param>
/// <param name="Probability">
/// The share of distances that are at least the paper's, the paper's own among them; null with too few seeds for a verdict.
/// </param>
public sealed record SortedSet(
    IReadOnlyList<double> Paper, IReadOnlyList<double> Ours, double Distance, IReadOnlyList<double> SeedDistances, double? Probability);
