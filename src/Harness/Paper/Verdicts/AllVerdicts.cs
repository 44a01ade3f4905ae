using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts.Assumptions;
using RnnMemory.Paper.Verdicts.Claims;

namespace RnnMemory.Paper.Verdicts;

/// <summary>The verdicts on every published number, every claim and every assumption: a pure function of the ledger and the runs.</summary>
/// <param name="Observed">The runs.</param>
/// <param name="Numbers">On published numbers.</param>
/// <param name="Claims">On claims, in the ledger's order.</param>
/// <param name="Assumptions">On assumptions, in the ledger's order.</param>
public sealed record AllVerdicts(
    RunObservations Observed, NumberVerdicts Numbers, IReadOnlyList<ClaimVerdict> Claims, IReadOnlyList<AssumptionVerdict> Assumptions)
{
    /// <summary>Computes all verdicts.</summary>
    /// <param name="ledger">What was registered.</param>
    /// <param name="observed">The runs; none is required.</param>
    public static AllVerdicts Of(Ledger ledger, RunObservations observed)
    {
        Observations ofNumbers = observed.OfNumbers();
        NumberVerdicts numbers = NumberVerdicts.Of(ledger, ofNumbers);
        IReadOnlyList<ClaimVerdict> claims = new ClaimJudge(ledger, observed, numbers).Verdicts();
        Observations withClaims = new(ofNumbers.Models)
        {
            Settings = ofNumbers.Settings,
            Claims = claims.SelectMany(claim => claim.Readings.Select(reading => (claim.Claim.Id, reading.Outcome)))
                .ToLookup(decision => decision.Id, decision => decision.Outcome),
        };
        return new AllVerdicts(
            observed, numbers.With(ledger, withClaims), claims, AssumptionJudge.Verdicts(ledger, observed, numbers, claims));
    }
}
