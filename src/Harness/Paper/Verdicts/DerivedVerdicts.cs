using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>
/// Verdicts on Table 4's vacc and on the percentages, points, ratios and gaps of the text. Everything is done twice, with the runs of
/// models that may collapse and without these models; where the two verdicts are not the same, the verdict is inconclusive.
/// </summary>
internal sealed class DerivedVerdicts
{
    private readonly Ledger ledger;
    private readonly NumberEstimates estimates;
    private readonly TwoQuestions questions;
    private readonly DerivedDraws with;
    private readonly DerivedDraws without;

    /// <param name="ledger">What was registered.</param>
    /// <param name="estimates">Our values.</param>
    /// <param name="with">Draws with the models that may collapse.</param>
    public DerivedVerdicts(Ledger ledger, NumberEstimates estimates, DerivedDraws with)
    {
        this.with = with;
        (this.ledger, this.estimates, questions) = (ledger, estimates, new TwoQuestions(ledger.Rule.Confidence));
        without = new DerivedDraws(ledger, estimates, with);
    }

    /// <summary>The verdicts, each with the one on the corrected number.</summary>
    public IEnumerable<NumberVerdict> All()
    {
        Dictionary<string, NumberVerdict> corrected = Decide(Corrected).ToDictionary(verdict => verdict.Number.Id);
        return Decide(PrintedInterval.Of).Select(verdict => verdict with
        {
            Corrected = verdict.Number.Corrected is null ? null : corrected[verdict.Number.Id],
        });
    }

    private static Interval Corrected(PublishedNumber number) =>
        number.Corrected is { } corrected ? PrintedInterval.Of(corrected) : PrintedInterval.Of(number);

    private IEnumerable<NumberVerdict> Decide(Func<PublishedNumber, Interval> printed)
    {
        PublishedNumber[] numbers = [.. ledger.Numbers.Where(number => number.Method == VerdictMethod.Derived)];
        Dictionary<string, Comparison> both = Ask(numbers, with, printed);
        Dictionary<string, Comparison> single = Ask(numbers, without, printed);
        return numbers.Select(number => (with.Missing(number) ?? without.Missing(number)) is { } missing
            ? Of(number, Verdict.Inconclusive, missing)
            : Decide(number, both[number.Id], single[number.Id]));
    }

    private Dictionary<string, Comparison> Ask(PublishedNumber[] numbers, DerivedDraws draws, Func<PublishedNumber, Interval> printed)
    {
        // Drawing and sorting takes most of the time of all verdicts.
        Dictionary<string, Comparison> asked = numbers.AsParallel()
            .Where(number => draws.Missing(number) is null)
            .Select(number => (number.Id, Comparison: questions.Ask(draws.Sorted(number), printed(number), (double)MarginOf(number))))
            .ToDictionary(answer => answer.Id, answer => answer.Comparison);
        Dictionary<string, double> adjusted = HolmFamilies.Adjust(
            numbers, asked.ToDictionary(entry => entry.Key, entry => entry.Value.Probability));
        return asked.ToDictionary(entry => entry.Key, entry => questions.Adjust(entry.Value, adjusted[entry.Key]));
    }

    private NumberVerdict Decide(PublishedNumber number, Comparison both, Comparison single)
    {
        bool same = both.Verdict == single.Verdict && (!both.IsDifferent || both.Side == single.Side);
        NumberVerdict verdict = same
            ? Of(number, both.Verdict, Reasons.Of(both, MarginOf(number), number.Unit))
            : Of(number, Verdict.Inconclusive, "The verdicts with and without the runs of models that may collapse are not the same.");
        return verdict with
        {
            Reason = verdict.Reason + Reasons.OfSpread(FamilyFreedom(number), ledger.Rule.PriorDegreesOfFreedom),
            Direction = same && both.IsDifferent ? both.Side : null,
            Comparison = both,
            WithoutCollapsing = both == single ? null : single,
        };
    }

    // Models that may collapse have no spread.
    private int FamilyFreedom(PublishedNumber number) => number.Method switch
    {
        VerdictMethod.Derived => number.Of.Min(id => FamilyFreedom(ledger.FindNumber(id))),
        VerdictMethod.Collapse => int.MaxValue,
        _ => estimates.Of(number).FamilyFreedom,
    };

    private NumberVerdict Of(PublishedNumber number, Verdict verdict, string reason) => new()
    {
        Number = number,
        Verdict = verdict,
        Reason = reason,
        Values = [.. SeedValues(number)],
        Assumptions = ledger.AssumptionsOf(number),
    };

    // The formula within a seed, for seeds that all members have.
    private IEnumerable<SeedValue> SeedValues(PublishedNumber number)
    {
        if (number.Method != VerdictMethod.Derived)
        {
            return estimates.Of(number).Seeds;
        }

        IEnumerable<SeedValue>[] members = [.. number.Of.Select(id => SeedValues(ledger.FindNumber(id)))];
        return from seed in members.SelectMany(member => member).GroupBy(value => value.Seed)
               where seed.Count() == members.Length
               orderby seed.Key
               select new SeedValue(
                   seed.Key,
                   Formulas.Apply(number.Formula!.Value, [.. seed.Select(value => value.Value)]),
                   [.. seed.SelectMany(value => value.Runs)]);
    }

    private decimal MarginOf(PublishedNumber number) => ledger.Rule.Families.Single(family => family.Id == number.Family).Margin!.Value;
}
