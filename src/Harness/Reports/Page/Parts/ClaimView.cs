using RnnMemory.Basics;
using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Reports.Documents;
using RnnMemory.Reports.Verdicts;

namespace RnnMemory.Reports.Page.Parts;

/// <summary>A claim of the paper with everything that the page says of it.</summary>
internal sealed record ClaimView
{
    public required string Id { get; init; }

    public required string Section { get; init; }

    public required string Quotation { get; init; }

    public required string Asserts { get; init; }

    /// <summary>What the paper's own tables say of it.</summary>
    public required string Evidence { get; init; }

    public required string Quantity { get; init; }

    public required string Test { get; init; }

    /// <summary>The p-values that are adjusted with its own; empty if none are.</summary>
    public required string Adjusted { get; init; }

    public required VerdictMark Verdict { get; init; }

    /// <summary>Why no run can decide it; empty if one can.</summary>
    public required string NotMeasurable { get; init; }

    public required IReadOnlyList<ReadingView> Readings { get; init; }

    public required IReadOnlyList<string> Numbers { get; init; }

    public required IReadOnlyList<string> Assumptions { get; init; }

    public required RunList Runs { get; init; }

    public required string Command { get; init; }

    public static ClaimView Of(ClaimVerdict verdict, PageInput input)
    {
        Claim claim = verdict.Claim;
        return new ClaimView
        {
            Id = claim.Id,
            Section = char.IsDigit(claim.Section[0]) ? $"section {claim.Section}" : claim.Section,
            Quotation = claim.Quotation,
            Asserts = claim.Asserts,
            Evidence = $"{Markdown.Words(claim.Evidence)}: {claim.EvidenceNote}",
            Quantity = claim.Quantity,
            Test = claim.Test,
            Adjusted = input.Ledger.Rule.Holm.FirstOrDefault(family => family.Id == claim.Holm)?.Members ?? "",
            Verdict = VerdictMark.Of(verdict.Outcome),
            NotMeasurable = claim.NotMeasurable ?? "",
            Readings = [.. verdict.Readings.Select(ReadingView.Of)],
            Numbers = [.. input.Ledger.Numbers.Where(number => number.Claims.Contains(claim.Id)).Select(number => number.Id)],
            Assumptions = claim.Assumptions,
            Runs = RunList.Of(verdict.Readings.SelectMany(reading => reading.Findings).SelectMany(finding => finding.Runs), input),
            Command = Launcher.InDocuments($"verdict {claim.Id}"),
        };
    }
}

/// <summary>The verdict on one reading of a claim.</summary>
/// <param name="Name">What "a permutation" means; empty where permutations have no part in the claim.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Why">What decided.</param>
/// <param name="Findings">The figures.</param>
internal sealed record ReadingView(string Name, VerdictMark Verdict, string Why, IReadOnlyList<FindingView> Findings)
{
    public static ReadingView Of(ReadingVerdict reading) => new(
        reading.Reading is null ? "" : VerdictWords.Of(reading.Reading), VerdictMark.Of(reading.Outcome), reading.Why,
        [.. reading.Findings.Select(FindingView.Of)]);
}

/// <summary>One comparison, count or proof.</summary>
/// <param name="What">What was compared or counted.</param>
/// <param name="Side">What it says of the claim, in words.</param>
/// <param name="Estimate">With its unit; empty if there is none.</param>
/// <param name="Interval">Empty if there is none.</param>
/// <param name="P">The p-value; empty if there is none.</param>
/// <param name="Adjusted">The adjusted p-value; empty if there is none.</param>
/// <param name="Test">The p-value of the other direction where that decided, the test, a note, and what is missing.</param>
internal sealed record FindingView(
    string What, string Side, string Estimate, string Interval, string P, string Adjusted, string Test)
{
    public static FindingView Of(Finding finding) => new(
        finding.What,
        ClaimText.SideOf(finding),
        finding.Estimate is { } estimate ? $"{VerdictWords.Figure(estimate)} {finding.Unit}".TrimEnd() : "",
        finding.Interval is { } interval ? VerdictWords.Range(interval) : "",
        finding.P is { } p ? VerdictWords.Figure(p) : "",
        finding.Adjusted is { } adjusted ? VerdictWords.Figure(adjusted) : "",
        string.Join("; ", new[] { ClaimText.Opposite(finding), finding.Test, finding.Note, finding.Missing }
            .Where(text => !string.IsNullOrEmpty(text))));
}
