namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>How one claim gets its verdict.</summary>
/// <param name="Claim">The claim's id.</param>
/// <param name="Judge">The findings of a reading, and what follows from them once p-values are adjusted.</param>
internal sealed record ClaimRule(string Claim, Func<ClaimEvidence, OrderingReading?, Draft> Judge);

/// <summary>Findings whose p-values are not adjusted yet, and what follows from them.</summary>
/// <param name="Findings">The findings.</param>
/// <param name="Decide">Makes the verdict of the findings after adjustment.</param>
internal sealed record Draft(IReadOnlyList<Finding> Findings, Func<IReadOnlyList<Finding>, Decision> Decide);

/// <summary>A verdict and its reason.</summary>
/// <param name="Outcome">The verdict.</param>
/// <param name="Why">The reason, in a sentence.</param>
internal sealed record Decision(ClaimDecision Outcome, string Why);
