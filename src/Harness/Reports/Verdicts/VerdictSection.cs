using RnnMemory.Files;
using RnnMemory.Paper;
using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Paper.Verdicts.Assumptions;
using RnnMemory.Paper.Verdicts.Claims;

namespace RnnMemory.Reports.Verdicts;

/// <summary>
/// The accepted form of a verdict: its figures and a hash of the runs behind it, so that a changed figure, a changed record and a seed
/// that was left out all show.
/// </summary>
/// <param name="Id">The number, claim or assumption.</param>
/// <param name="Lines">The lines, the first one with the id and the verdict.</param>
public sealed record VerdictSection(string Id, IReadOnlyList<string> Lines)
{
    private const string Head = "## ";
    private const int HashDigits = 12;

    /// <summary>A published number.</summary>
    public static VerdictSection Of(NumberVerdict verdict, RunObservations observed) => new(verdict.Number.Id,
    [
        $"{Head}{verdict.Number.Id}: {VerdictWords.Of(verdict)}",
        $"printed {verdict.Number.Printed}; {verdict.Reason}",
        .. NumberText.Figures(verdict),
        .. Runs(verdict.Values.SelectMany(value => value.Runs), observed),
    ]);

    /// <summary>A claim.</summary>
    public static VerdictSection Of(ClaimVerdict verdict, RunObservations observed) => new(verdict.Claim.Id,
    [
        $"{Head}{verdict.Claim.Id}: {VerdictWords.Of(verdict.Outcome)}",
        .. verdict.Readings.SelectMany(reading => (IEnumerable<string>)
        [
            $"{VerdictWords.Of(reading.Reading)}: {VerdictWords.Of(reading.Outcome)}; {reading.Why}",
            .. reading.Findings.Select(finding => $"  {ClaimText.Of(finding)}"),
        ]),
        .. Runs(verdict.Readings.SelectMany(reading => reading.Findings).SelectMany(finding => finding.Runs), observed),
    ]);

    /// <summary>An assumption.</summary>
    public static VerdictSection Of(AssumptionVerdict verdict, RunObservations observed) => new(verdict.Assumption.Id,
    [
        $"{Head}{verdict.Assumption.Id}: {VerdictWords.Of(verdict.Outcome)}",
        verdict.Why,
        .. verdict.Findings.Select(finding => $"  {ClaimText.Of(finding)}"),
        .. verdict.Alternatives.SelectMany(AssumptionText.Lines),
        .. Runs(
            verdict.Alternatives.SelectMany(alternative => alternative.Runs).Concat(verdict.Findings.SelectMany(finding => finding.Runs)),
            observed),
    ]);

    /// <summary>A text of sections.</summary>
    public static string Text(IEnumerable<VerdictSection> sections) =>
        string.Join("\n", sections.Select(section => string.Concat(section.Lines.Select(line => line + "\n"))));

    /// <summary>The sections of a text, by their ids.</summary>
    public static IReadOnlyDictionary<string, string> Read(string text) =>
        TextFile.ToLf(text).Split('\n').Aggregate(new List<List<string>>(), (sections, line) =>
        {
            if (line.StartsWith(Head, StringComparison.Ordinal))
            {
                sections.Add([]);
            }

            if (sections.Count > 0 && line.Length > 0)
            {
                sections[^1].Add(line);
            }

            return sections;
        }).ToDictionary(lines => IdOf(lines[0]), lines => string.Join("\n", lines));

    /// <summary>What differs between this section and the accepted one, in a line; null if nothing does.</summary>
    /// <param name="accepted">The text of the accepted section; null if there is none.</param>
    public string? Difference(string? accepted)
    {
        string[] before = accepted?.Split('\n') ?? [];
        string[] changed = [.. Lines.Except(before)], gone = [.. before.Except(Lines)];
        return accepted is null ? $"{Id} has no accepted verdict."
            : changed.Length == 0 && gone.Length == 0 && before.Length == Lines.Count ? null
            : $"{Id} differs from what was accepted: {gone.FirstOrDefault() ?? "(no line)"} -> {changed.FirstOrDefault() ?? "(no line)"}";
    }

    // A claim's id has no colon; a number's could only follow the verdict.
    private static string IdOf(string head) => head[Head.Length..head.IndexOf(": ", StringComparison.Ordinal)];

    private static IEnumerable<string> Runs(IEnumerable<string> ids, RunObservations observed)
    {
        HashSet<string> used = [.. ids];
        Observation[] runs = [.. observed.All.Where(run => used.Contains(run.Run))];
        if (runs.Length > 0)
        {
            string seeds = string.Join(", ", runs.Select(run => run.Seed).Distinct().Order());
            string hash = Sha256Text.Of(string.Join('\n', runs.Select(run => $"{run.Run} {run.ContentHash.Value}")))[..HashDigits];
            yield return $"{runs.Length} run{(runs.Length == 1 ? "" : "s")} of seed{(seeds.Contains(',') ? "s" : "")} {seeds}, {hash}";
        }
    }
}
