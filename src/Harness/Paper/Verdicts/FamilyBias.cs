using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>A table as a whole: whether the models of a family lie on one side of the paper's.</summary>
/// <param name="Family">The family's id.</param>
/// <param name="Standardised">(m − p) / se of each primary number with an estimate, by the number's id; both on the scale.</param>
/// <param name="Mean">Their mean with a t test against zero; null with fewer than two.</param>
public sealed record FamilyBias(string Family, IReadOnlyList<KeyValuePair<string, double>> Standardised, StudentEstimate? Mean)
{
    /// <summary>The biases of the families whose numbers get both questions.</summary>
    internal static IEnumerable<FamilyBias> Of(IEnumerable<NumberVerdict> verdicts) =>
        from verdict in verdicts
        where verdict.Number.Method == VerdictMethod.Equivalence
        group verdict by verdict.Number.Family! into family
        let standardised = Standardise(family).ToArray()
        select new FamilyBias(
            family.Key,
            standardised,
            standardised.Length < 2 ? null : StudentEstimate.OfMean([.. standardised.Select(entry => entry.Value)]));

    private static IEnumerable<KeyValuePair<string, double>> Standardise(IEnumerable<NumberVerdict> family) =>
        from verdict in family
        let ours = verdict.Comparison
        where ours is { StandardError: > 0 }
        let printed = ours.Scale.FromPlain((double)verdict.Number.Value!.Value)
        select KeyValuePair.Create(verdict.Number.Id, (ours.Mean - printed) / ours.StandardError!.Value);
}
