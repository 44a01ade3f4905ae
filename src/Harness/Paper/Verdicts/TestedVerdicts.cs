using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>Verdicts on numbers of Table 3 and on the means of Table 2: both questions, or the first alone.</summary>
/// <param name="ledger">What was registered.</param>
/// <param name="estimates">Our values.</param>
internal sealed class TestedVerdicts(Ledger ledger, NumberEstimates estimates)
{
    private readonly TwoQuestions questions = new(ledger.Rule.Confidence);

    public IEnumerable<NumberVerdict> All()
    {
        PublishedNumber[] numbers =
            [.. ledger.Numbers.Where(number => number.Method is VerdictMethod.Equivalence or VerdictMethod.Difference)];
        Dictionary<string, NumberEstimate> ours = numbers.ToDictionary(number => number.Id, estimates.Of);
        Dictionary<string, Comparison> asked = numbers
            .Where(number => ours[number.Id].Predictive is not null)
            .ToDictionary(number => number.Id, number => Ask(number, ours[number.Id]));
        Dictionary<string, double> adjusted = HolmFamilies.Adjust(
            numbers, asked.ToDictionary(entry => entry.Key, entry => entry.Value.Probability));
        return numbers.Select(number => asked.TryGetValue(number.Id, out Comparison? comparison)
            ? Decide(number, ours[number.Id], questions.Adjust(comparison, adjusted[number.Id]))
            : Undecided(number, ours[number.Id]));
    }

    private Comparison Ask(PublishedNumber number, NumberEstimate ours) =>
        questions.Ask(ours.Scale, ours.Predictive!.Value, PrintedInterval.Of(number), (double?)MarginOf(number)) with
        {
            Deviation = ours.Deviation,
            Moderated = ours.Moderated,
        };

    private NumberVerdict Decide(PublishedNumber number, NumberEstimate ours, Comparison comparison) => new()
    {
        Number = number,
        Verdict = comparison.Verdict,
        Direction = comparison.IsDifferent ? comparison.Side : null,
        Reason = Reasons.Of(comparison, MarginOf(number), number.Unit)
            + Reasons.OfSpread(ours.FamilyFreedom, ledger.Rule.PriorDegreesOfFreedom),
        Values = ours.Seeds,
        Comparison = comparison,
        Assumptions = ledger.AssumptionsOf(number),
    };

    private NumberVerdict Undecided(PublishedNumber number, NumberEstimate ours) => new()
    {
        Number = number,
        Verdict = Verdict.Inconclusive,
        Reason = ours.Missing!,
        Values = ours.Seeds,
        Assumptions = ledger.AssumptionsOf(number),
    };

    // Secondary numbers have no margin, although their family has one for its vacc.
    private decimal? MarginOf(PublishedNumber number) => number.Method == VerdictMethod.Equivalence
        ? ledger.Rule.Families.Single(family => family.Id == number.Family).Margin
        : null;
}
