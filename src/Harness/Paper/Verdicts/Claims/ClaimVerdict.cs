namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>The verdict on a claim: one for each of its readings.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Readings">A verdict for each of <see cref="Paper.Claim.Readings"/>; one without a reading where it has none.</param>
public sealed record ClaimVerdict(Claim Claim, IReadOnlyList<ReadingVerdict> Readings)
{
    /// <summary>
    /// Refuted if one reading is, confirmed or not measurable if all are, otherwise inconclusive.
    /// </summary>
    public ClaimDecision Outcome =>
        Readings.Any(reading => reading.Outcome == ClaimDecision.Refuted) ? ClaimDecision.Refuted
        : Readings.All(reading => reading.Outcome == Readings[0].Outcome) ? Readings[0].Outcome
        : ClaimDecision.Inconclusive;
}

/// <summary>The verdict on one reading of a claim.</summary>
/// <param name="Reading">What "a permutation" means; null where permutations have no part in the claim.</param>
/// <param name="Outcome">The verdict.</param>
/// <param name="Why">What decided, in a sentence.</param>
/// <param name="Findings">The figures.</param>
public sealed record ReadingVerdict(OrderingReading? Reading, ClaimDecision Outcome, string Why, IReadOnlyList<Finding> Findings);

/// <summary>Which side of zero an estimate is on.</summary>
public enum Side
{
    /// <summary>Both sides are possible, or data are missing.</summary>
    Open,

    /// <summary>Above zero: as claimed.</summary>
    Above,

    /// <summary>Below zero: not as claimed.</summary>
    Below,
}
