using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Gives all claims their verdicts.</summary>
/// <remarks>
/// First every claim's findings with their p-values; then Holm's adjustment: within each claim for those of the increment task, over all
/// claims of the family for the others, a comparison that two claims share counted once, and one whose runs are missing as if its p-value
/// were 1; then the verdicts, which may refer to each other.
/// </remarks>
public sealed class ClaimJudge
{
    // Its claims are adjusted each over its cells and sizes.
    private const string EachClaim = "increment";

    private readonly Ledger ledger;
    private readonly double level;
    private readonly Dictionary<(string Claim, OrderingReading? Reading), Draft> drafts = [];
    private readonly Dictionary<(string Claim, OrderingReading? Reading), ReadingVerdict> verdicts = [];

    /// <summary>A judge of these runs.</summary>
    /// <param name="ledger">Claims, published numbers and the rule.</param>
    /// <param name="observed">The runs.</param>
    /// <param name="numbers">The verdicts on published numbers by the same runs.</param>
    public ClaimJudge(Ledger ledger, RunObservations observed, NumberVerdicts numbers)
    {
        (this.ledger, level) = (ledger, 1 - ledger.Rule.Confidence.Difference);
        ClaimEvidence evidence = new(ledger, observed, numbers, VerdictOf);
        foreach (Claim claim in ledger.Claims)
        {
            foreach (OrderingReading? reading in ReadingsOf(claim))
            {
                drafts[(claim.Id, reading)] = ClaimRules.Of(claim.Id).Judge(evidence, reading);
            }
        }

        Adjust();
    }

    /// <summary>The verdict of every claim, in the ledger's order.</summary>
    public IReadOnlyList<ClaimVerdict> Verdicts() =>
        [.. ledger.Claims.Select(claim => new ClaimVerdict(claim, [.. ReadingsOf(claim).Select(reading => VerdictOf(claim.Id, reading))]))];

    private static IReadOnlyList<OrderingReading?> ReadingsOf(Claim claim) =>
        claim.Readings.Count == 0 ? [null] : [.. claim.Readings.Select(reading => (OrderingReading?)reading)];

    // A claim that another one asks for in a reading that it does not have answers in its only one.
    private ReadingVerdict VerdictOf(string id, OrderingReading? reading)
    {
        IReadOnlyList<OrderingReading?> readings = ReadingsOf(ledger.FindClaim(id));
        OrderingReading? known = readings.Contains(reading) ? reading : readings[0];
        if (!verdicts.TryGetValue((id, known), out ReadingVerdict? verdict))
        {
            Draft draft = drafts[(id, known)];
            Decision decision = draft.Decide(draft.Findings);
            verdicts[(id, known)] = verdict = new ReadingVerdict(known, decision.Outcome, decision.Why, draft.Findings);
        }

        return verdict;
    }

    private void Adjust()
    {
        Dictionary<(string Scope, string Hypothesis), double> adjusted = Adjusted(finding => finding.P, TestSides.One);
        Dictionary<(string Scope, string Hypothesis), double> opposite = Adjusted(finding => finding.Opposite, TestSides.Both);
        foreach ((var key, Draft draft) in drafts.ToArray())
        {
            drafts[key] = draft with
            {
                Findings = [.. draft.Findings.Select(finding =>
                Of(finding, (ScopeOf(key, finding), finding.Hypothesis)).Decided(level))]
            };
        }

        Finding Of(Finding finding, (string, string) hypothesis) => !finding.Decides ? finding : finding with
        {
            Adjusted = finding.P is null ? null : adjusted[hypothesis],
            Opposite = finding.Opposite is null ? null : opposite[hypothesis],
        };
    }

    // Holm's method in each scope; a hypothesis counts once. One whose runs are missing counts as 1, as a published number does, so that
    // missing runs make the verdicts on the others no easier.
    private Dictionary<(string Scope, string Hypothesis), double> Adjusted(Func<Finding, double?> probability, TestSides least)
    {
        Dictionary<(string Scope, string Hypothesis), double> raw = [];
        foreach ((var key, Draft draft) in drafts)
        {
            foreach (Finding finding in draft.Findings.Where(finding => finding.Decides))
            {
                bool isAwaited = finding.Missing is not null && !finding.IsDecided && finding.Tests >= least;
                if ((probability(finding) ?? (isAwaited ? 1.0 : (double?)null)) is { } p)
                {
                    raw[(ScopeOf(key, finding), finding.Hypothesis)] = p;
                }
            }
        }

        return raw.GroupBy(entry => entry.Key.Scope).SelectMany(scope => scope.Zip(Holm.Adjust([.. scope.Select(entry => entry.Value)])))
            .ToDictionary(pair => pair.First.Key, pair => pair.Second);
    }

    private string ScopeOf((string Claim, OrderingReading? Reading) key, Finding finding)
    {
        string? family = ledger.FindClaim(key.Claim).Holm;
        return family is null or EachClaim ? $"{key.Claim} {key.Reading} {finding.Part}" : family;
    }
}
