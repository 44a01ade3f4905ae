using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts.Claims;

namespace RnnMemory.Reports.Verdicts;

/// <summary>A claim's verdict with its figures.</summary>
internal static class ClaimText
{
    /// <summary>A finding in one line.</summary>
    public static string Of(Finding finding)
    {
        string?[] parts =
        [
            finding.Estimate is { } estimate ? $"{VerdictWords.Figure(estimate)}{(finding.Unit.Length == 0 ? "" : $" {finding.Unit}")}" : null,
            finding.Interval is { } interval ? $"interval {VerdictWords.Range(interval)}" : null,
            finding.P is { } p ? $"p {VerdictWords.Figure(p)}" : null,
            finding.Adjusted is { } adjusted ? $"adjusted {VerdictWords.Figure(adjusted)}" : null,
            Opposite(finding),
            finding.Test.Length == 0 ? null : finding.Test,
            finding.Note is { Length: > 0 } note ? note : null,
            finding.Missing,
        ];
        return $"{SideOf(finding)}: {finding.What}: {string.Join("; ", parts.OfType<string>())}";
    }

    /// <summary>What a finding says of the claim.</summary>
    public static string SideOf(Finding finding)
    {
        string side = finding.Side switch
        {
            Side.Above => finding.AsksSign ? "above zero" : "as claimed",
            Side.Below => finding.AsksSign ? "below zero" : "NOT as claimed",
            Side.Open => "open",
            _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.Side, "no side"),
        };
        return finding.Describes ? "(description)" : finding.Decides ? side : $"beside, {side}";
    }

    /// <summary>The p-value that decided against a direction; null where none did.</summary>
    public static string? Opposite(Finding finding) =>
        finding is { Side: Side.Below, Decides: true, Adjusted: not null, Opposite: { } opposite }
            ? $"the other way, adjusted {VerdictWords.Figure(opposite)}"
            : null;

    /// <summary>Everything about one claim.</summary>
    public static IEnumerable<string> Lines(ClaimVerdict verdict, VerdictRule rule)
    {
        Claim claim = verdict.Claim;
        yield return $"{claim.Id}: {VerdictWords.Of(verdict.Outcome)}";
        yield return $"  quotation   \"{claim.Quotation}\" ({claim.Section})";
        yield return $"  asserts     {claim.Asserts}";
        yield return $"  the paper   {Documents.Markdown.Words(claim.Evidence)}: {claim.EvidenceNote}";
        yield return $"  quantity    {claim.Quantity}";
        yield return $"  test        {claim.Test}";
        foreach (Threshold figure in rule.Thresholds.Where(figure => figure.Claims.Contains(claim.Id)))
        {
            yield return FormattableString.Invariant($"  figure      {figure.Id} {figure.Value} ({figure.Unit})");
        }

        if (rule.Holm.FirstOrDefault(family => family.Id == claim.Holm) is { } holm)
        {
            yield return $"  adjusted    by Holm's method with {holm.Members}";
        }

        foreach (ReadingVerdict reading in verdict.Readings)
        {
            yield return $"  {VerdictWords.Of(reading.Reading)}: {VerdictWords.Of(reading.Outcome)}: {reading.Why}";
            foreach (Finding finding in reading.Findings)
            {
                yield return $"    {Of(finding)}";
                foreach ((string model, IReadOnlyList<(long Seed, double Value)> values) in finding.Values.Where(of => of.Values.Count > 0))
                {
                    yield return $"      ours by seed, {model}: {string.Join(", ", values.Select(value => $"{value.Seed}: {VerdictWords.Figure(value.Value)}"))}";
                }
            }
        }

        yield return $"  leans on    {(claim.Assumptions.Count == 0 ? "no assumption" : string.Join(", ", claim.Assumptions))}";
    }
}
