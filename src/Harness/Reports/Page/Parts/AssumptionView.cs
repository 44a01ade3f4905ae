using RnnMemory.Basics;
using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts.Assumptions;
using RnnMemory.Reports.Documents;
using RnnMemory.Reports.Verdicts;

namespace RnnMemory.Reports.Page.Parts;

/// <summary>An assumption with its alternative and what trying it gave.</summary>
internal sealed record AssumptionView
{
    public required string Id { get; init; }

    public required string Topic { get; init; }

    public required string Paper { get; init; }

    /// <summary>What the authors' script does; empty where it has nothing on it.</summary>
    public required string Script { get; init; }

    public required string Choice { get; init; }

    /// <summary>Empty if there is nothing else that it could be.</summary>
    public required string Alternative { get; init; }

    public required string Confidence { get; init; }

    public required string Settings { get; init; }

    public required string TestedBy { get; init; }

    public required VerdictMark Verdict { get; init; }

    public required string Why { get; init; }

    public required IReadOnlyList<FindingView> Findings { get; init; }

    public required IReadOnlyList<AlternativeView> Alternatives { get; init; }

    public required IReadOnlyList<string> Claims { get; init; }

    public required RunList Runs { get; init; }

    public required string Command { get; init; }

    public static AssumptionView Of(AssumptionVerdict verdict, PageInput input)
    {
        Assumption assumption = verdict.Assumption;
        return new AssumptionView
        {
            Id = assumption.Id,
            Topic = assumption.Topic,
            Paper = assumption.Paper,
            Script = assumption.Script ?? "",
            Choice = assumption.Choice,
            Alternative = assumption.Alternative ?? "",
            Confidence = Markdown.Words(assumption.Confidence),
            Settings = string.Join(", ", assumption.Settings),
            TestedBy = assumption.TestedBy ?? "",
            Verdict = VerdictMark.Of(verdict.Outcome),
            Why = verdict.Why,
            Findings = [.. verdict.Findings.Select(FindingView.Of)],
            Alternatives = [.. verdict.Alternatives.Select(AlternativeView.Of)],
            Claims = [.. input.Ledger.Claims.Where(claim => claim.Assumptions.Contains(assumption.Id)).Select(claim => claim.Id)],
            Runs = RunList.Of(
                verdict.Alternatives.SelectMany(alternative => alternative.Runs)
                    .Concat(verdict.Findings.SelectMany(finding => finding.Runs)),
                input),
            Command = Launcher.InDocuments($"verdict {assumption.Id}"),
        };
    }
}

/// <summary>What one alternative gave.</summary>
/// <param name="Tried">The settings that differ from the paper's.</param>
/// <param name="Runs">Number of runs.</param>
/// <param name="Claims">Each claim that leans on the assumption: its verdict as chosen, and under the alternative.</param>
internal sealed record AlternativeView(string Tried, int Runs, IReadOnlyList<TriedClaim> Claims)
{
    public static AlternativeView Of(TriedAlternative tried) => new(
        string.Join(", ", tried.Differences), tried.Runs.Count,
        [.. tried.Claims.Select(claim => new TriedClaim(claim.Claim, VerdictMark.Of(claim.Paper), VerdictMark.Of(claim.Alternative)))]);
}

/// <summary>A claim under an alternative.</summary>
internal sealed record TriedClaim(string Claim, VerdictMark Chosen, VerdictMark Alternative);
