using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Paper.Verdicts.Assumptions;

namespace RnnMemory.Reports.Verdicts;

/// <summary>The answer on an assumption.</summary>
internal static class AssumptionText
{
    /// <summary>What one alternative gave.</summary>
    public static IEnumerable<string> Lines(TriedAlternative alternative)
    {
        yield return $"tried: {string.Join(", ", alternative.Differences)}; {alternative.Runs.Count} run{(alternative.Runs.Count == 1 ? "" : "s")}";
        foreach ((string claim, ClaimDecision paper, ClaimDecision other) in alternative.Claims)
        {
            yield return $"  {claim}: {VerdictWords.Of(paper)} as chosen, {VerdictWords.Of(other)} under the alternative";
        }
    }

    /// <summary>Everything about one assumption.</summary>
    public static IEnumerable<string> Lines(AssumptionVerdict verdict)
    {
        Assumption assumption = verdict.Assumption;
        yield return $"{assumption.Id}: {VerdictWords.Of(verdict.Outcome)}";
        yield return $"  open        {assumption.Topic}";
        yield return $"  the paper   {assumption.Paper}";
        yield return $"  choice      {assumption.Choice}";
        yield return $"  alternative {assumption.Alternative ?? "none"}";
        yield return $"  confidence  {Documents.Markdown.Words(assumption.Confidence)}";
        if (assumption.Settings.Count > 0)
        {
            yield return $"  settings    {string.Join(", ", assumption.Settings)}";
        }

        yield return $"  because     {verdict.Why}";
        foreach (Paper.Verdicts.Claims.Finding finding in verdict.Findings)
        {
            yield return $"    {ClaimText.Of(finding)}";
        }

        foreach (string line in verdict.Alternatives.SelectMany(Lines))
        {
            yield return $"  {line}";
        }
    }
}
