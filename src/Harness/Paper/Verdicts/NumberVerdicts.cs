using RnnMemory.Basics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>
/// The verdicts on all published numbers (docs/verdict-rule.md). A pure function of what was registered and what was observed.
/// </summary>
public sealed class NumberVerdicts
{
    private readonly Dictionary<string, NumberVerdict> byId;

    private readonly StudentVariates variates;

    private NumberVerdicts(Ledger ledger, StudentVariates variates, DerivedDraws draws, IEnumerable<NumberVerdict> decided)
    {
        (this.variates, Draws) = (variates, draws);
        byId = decided.ToDictionary(verdict => verdict.Number.Id);
        foreach (PublishedNumber number in ledger.Numbers.Where(number => number.Method == VerdictMethod.Repeated))
        {
            byId.Add(number.Id, Repeat(number, byId[number.Of.Single()], ledger));
        }

        All = [.. ledger.Numbers.Select(number => byId[number.Id])];
        Biases = [.. FamilyBias.Of(All)];
    }

    /// <summary>One verdict for each registered number, in the ledger's order.</summary>
    public IReadOnlyList<NumberVerdict> All { get; }

    /// <summary>The bias of each family whose numbers get both questions.</summary>
    public IReadOnlyList<FamilyBias> Biases { get; }

    /// <summary>Draws of derived numbers, with the models that may collapse.</summary>
    internal DerivedDraws Draws { get; }

    /// <summary>Computes all verdicts.</summary>
    /// <param name="ledger">What was registered.</param>
    /// <param name="observations">What was observed; no model is required.</param>
    public static NumberVerdicts Of(Ledger ledger, Observations observations) =>
        Of(ledger, observations, new StudentVariates(ledger.Rule.MonteCarloDraws));

    /// <summary>The verdicts on other observations; what random draws share is not made again.</summary>
    /// <param name="ledger">The same that these verdicts are of.</param>
    /// <param name="observations">What was observed.</param>
    public NumberVerdicts Under(Ledger ledger, Observations observations) => Of(ledger, observations, variates);

    private static NumberVerdicts Of(Ledger ledger, Observations observations, StudentVariates variates)
    {
        NumberEstimates estimates = new(new Estimates(ledger, observations), variates);
        DerivedDraws draws = new(ledger, estimates);
        return new NumberVerdicts(ledger, variates, draws,
        [
            .. new TestedVerdicts(ledger, estimates).All(),
            .. new DerivedVerdicts(ledger, estimates, draws).All(),
            .. new SortedSetVerdicts(ledger, estimates).All(),
            .. new CollapseVerdicts(ledger, observations).All(),
            .. new StatedVerdicts(ledger, observations).All(),
        ]);
    }

    /// <summary>The same verdicts, those that follow from claims decided anew.</summary>
    /// <param name="ledger">What was registered.</param>
    /// <param name="observations">The observations with the decisions on claims.</param>
    public NumberVerdicts With(Ledger ledger, Observations observations) => new(ledger, variates, Draws,
    [
        .. All.Where(verdict => verdict.Number.Method is not (VerdictMethod.ByClaim or VerdictMethod.Repeated)),
        .. new StatedVerdicts(ledger, observations).All().Where(verdict => verdict.Number.Method == VerdictMethod.ByClaim),
    ]);

    /// <summary>The verdict on the number of that id.</summary>
    /// <exception cref="UserError">There is no such number.</exception>
    public NumberVerdict Find(string id) => byId.TryGetValue(id, out NumberVerdict? verdict)
        ? verdict
        : throw UserError.Unknown("published number", id, byId.Keys);

    private static NumberVerdict Repeat(PublishedNumber number, NumberVerdict of, Ledger ledger) => of with
    {
        Number = number,
        Reason = $"Repeats {of.Number.Id}. {of.Reason}",
        Assumptions = ledger.AssumptionsOf(number),
    };
}
