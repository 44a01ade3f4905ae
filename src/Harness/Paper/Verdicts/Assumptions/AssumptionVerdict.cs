using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts.Claims;

namespace RnnMemory.Paper.Verdicts.Assumptions;

/// <summary>Whether a conclusion changes under an assumption's alternative.</summary>
public enum AssumptionOutcome
{
    /// <summary>
    /// Nothing is registered to try: there is no alternative, or none that a run could show, or no claim that leans on it depends on runs.
    /// </summary>
    NothingToTry,

    /// <summary>Not a run but a test, or what every record has anyway, shows what the alternative gives; see the registered text.</summary>
    ShownElsewhere,

    /// <summary>The runs under the alternative do not exist yet.</summary>
    NotTestedYet,

    /// <summary>They exist, but are too few for a verdict on any claim.</summary>
    TooFewRuns,

    /// <summary>No claim that leans on it gets the opposite verdict.</summary>
    Unchanged,

    /// <summary>A claim that is confirmed becomes refuted, or the other way round.</summary>
    Changed,
}

/// <summary>The answer on an assumption.</summary>
/// <param name="Assumption">The assumption.</param>
/// <param name="Outcome">The answer.</param>
/// <param name="Why">In a sentence.</param>
/// <param name="Alternatives">What was tried.</param>
public sealed record AssumptionVerdict(
    Assumption Assumption, AssumptionOutcome Outcome, string Why, IReadOnlyList<TriedAlternative> Alternatives)
{
    /// <summary>What the records show of the alternative without a run of its own.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>Runs under one alternative, and the verdicts that they give.</summary>
/// <param name="Differences">The settings that differ from the paper's.</param>
/// <param name="Runs">Ids of the runs.</param>
/// <param name="Claims">
/// For each claim that leans on the assumption and depends on runs: its verdict, and the verdict under the alternative.
/// </param>
public sealed record TriedAlternative(
    IReadOnlyList<SettingDifference> Differences, IReadOnlyList<string> Runs,
    IReadOnlyList<(string Claim, ClaimDecision Paper, ClaimDecision Alternative)> Claims)
{
    /// <summary>The claims that get the opposite verdict.</summary>
    public IEnumerable<string> Changed => Claims.Where(claim => (claim.Paper, claim.Alternative)
        is (ClaimDecision.Confirmed, ClaimDecision.Refuted) or (ClaimDecision.Refuted, ClaimDecision.Confirmed))
            .Select(claim => claim.Claim);

    /// <summary>Whether a claim gets a verdict under the alternative, and had one before.</summary>
    public bool Decides => Claims.Any(claim =>
        claim.Alternative is ClaimDecision.Confirmed or ClaimDecision.Refuted
            && claim.Paper is ClaimDecision.Confirmed or ClaimDecision.Refuted);
}
