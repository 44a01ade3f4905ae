namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Decisions that several claims share.</summary>
internal static class Decisions
{
    private const int MostNamed = 3;

    /// <summary>
    /// Confirmed if every deciding finding is above zero, refuted if one is below, otherwise inconclusive. Without a deciding finding
    /// nothing is known.
    /// </summary>
    public static Decision AllAbove(IReadOnlyList<Finding> findings)
    {
        Finding[] deciding = [.. findings.Where(finding => finding.Decides)];
        Finding[] below = [.. deciding.Where(finding => finding.Side == Side.Below)];
        Finding[] open = [.. deciding.Where(finding => finding.Side == Side.Open)];
        if (below.Length > 0)
        {
            return new(ClaimDecision.Refuted, $"{below.Length} of {deciding.Length} not as claimed: {Names(below)}");
        }

        return deciding.Length > 0 && open.Length == 0
            ? new(ClaimDecision.Confirmed, $"{deciding.Length} of {deciding.Length} as claimed")
            : new(ClaimDecision.Inconclusive, Missing(open) ?? $"{open.Length} of {deciding.Length} {(open.Length == 1 ? "is" : "are")} open: {Names(open)}");
    }

    /// <summary>What is missing first, and how much more; null if nothing is.</summary>
    public static string? Missing(IEnumerable<Finding> findings)
    {
        string[] missing = [.. findings.Select(finding => finding.Missing).OfType<string>().Distinct()];
        return missing.Length switch
        {
            0 => null,
            1 => missing[0],
            2 => $"{missing[0]}; another requirement is not met either",
            _ => $"{missing[0]}; {missing.Length - 1} further requirements are not met either",
        };
    }

    /// <summary>
    /// The verdict of a claim that others decide together: refuted if one of them is refuted, confirmed if all are confirmed.
    /// </summary>
    public static Decision Together(params IReadOnlyList<(string Claim, ReadingVerdict Verdict)> others)
    {
        string all = string.Join(", ", others.Select(other => $"{other.Claim} is {Word(other.Verdict.Outcome)}"));
        ClaimDecision outcome = others.Any(other => other.Verdict.Outcome == ClaimDecision.Refuted) ? ClaimDecision.Refuted
            : others.All(other => other.Verdict.Outcome == ClaimDecision.Confirmed) ? ClaimDecision.Confirmed
            : ClaimDecision.Inconclusive;
        return new(outcome, all);
    }

    /// <summary>The word of an outcome.</summary>
    public static string Word(ClaimDecision outcome) => outcome switch
    {
        ClaimDecision.Confirmed => "confirmed",
        ClaimDecision.Refuted => "refuted",
        ClaimDecision.Inconclusive => "inconclusive",
        ClaimDecision.NotMeasurable => "not measurable",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "no outcome of claims"),
    };

    /// <summary>What the first of them are about.</summary>
    public static string Names(IReadOnlyList<Finding> findings) =>
        string.Join("; ", findings.Take(MostNamed).Select(finding => finding.What)) + (findings.Count > MostNamed ? "; ..." : "");
}
