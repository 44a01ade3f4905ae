using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Reports.Page.Charts;
using RnnMemory.Reports.Page.Parts;
using RnnMemory.Reports.Verdicts;

namespace RnnMemory.Reports.Page;

/// <summary>What the templates show.</summary>
internal sealed record PageModel
{
    public required string Title { get; init; }

    /// <summary>The paper's authors, with commas.</summary>
    public required string Authors { get; init; }

    public required int Year { get; init; }

    /// <summary>The address of the authors' script.</summary>
    public required string Code { get; init; }

    public required IReadOnlyList<CountView> NumberCounts { get; init; }

    public required int Numbers { get; init; }

    public required IReadOnlyList<CountView> ClaimCounts { get; init; }

    public required string AssumptionCounts { get; init; }

    /// <summary>E.g. "948 recorded runs: ...".</summary>
    public required string RunCounts { get; init; }

    public required string AccuracySvg { get; init; }

    public required TableView AccuracyTable { get; init; }

    public required IReadOnlyList<PaperPart> Parts { get; init; }

    public required IReadOnlyList<ClaimView> Claims { get; init; }

    public required IReadOnlyList<AssumptionView> Assumptions { get; init; }

    /// <summary>Numbers that differ.</summary>
    public required IReadOnlyList<NumberView> Differing { get; init; }

    /// <summary>Whether the models of a family lie on one side of the paper's.</summary>
    public required TableView Biases { get; init; }

    /// <summary>Claims that are refuted.</summary>
    public required IReadOnlyList<ClaimView> Refuted { get; init; }

    /// <summary>Numbers of the text that the paper's own tables contradict.</summary>
    public required IReadOnlyList<ContradictionView> Contradictions { get; init; }

    public required string Table2Html { get; init; }

    public required string RuleHtml { get; init; }

    public required ProvenanceView Provenance { get; init; }

    public required IReadOnlyList<NumberView> NumbersNotMeasured { get; init; }

    public required IReadOnlyList<ClaimView> ClaimsNotMeasured { get; init; }

    public required IReadOnlyList<Fact> NotShown { get; init; }

    /// <summary>The plotted numbers of all charts as JSON.</summary>
    public required string ChartsJson { get; init; }

    /// <summary>The command that makes the page again.</summary>
    public string ReportCommand { get; } = Launcher.InDocuments("report");

    /// <summary>The command that trains recorded epochs again for twenty minutes.</summary>
    public string AuditCommand { get; } = Launcher.InDocuments("audit --budget 20m");

    /// <summary>Computes all that is shown.</summary>
    public static PageModel Of(PageInput input)
    {
        AllVerdicts verdicts = input.Verdicts;
        PublishedPaper paper = Published.File.Content.Paper;
        IReadOnlyList<PaperPart> parts = PaperPart.All(input);
        IReadOnlyList<ClaimView> claims = [.. verdicts.Claims.Select(verdict => ClaimView.Of(verdict, input))];
        IReadOnlyList<NumberView> numbers = [.. parts.SelectMany(part => part.Numbers)];
        return new PageModel
        {
            Title = paper.Title,
            Authors = string.Join(", ", paper.Authors),
            Year = paper.Year,
            Code = paper.Code,
            Numbers = numbers.Count,
            NumberCounts = CountView.Of(
                verdicts.Numbers.All.Select(verdict => VerdictMark.Of(verdict) with { Word = VerdictWords.Of(verdict.Verdict) })),
            ClaimCounts = CountView.Of(claims.Select(claim => claim.Verdict)),
            AssumptionCounts = VerdictWords.Counts(verdicts.Assumptions.Select(verdict => VerdictWords.Of(verdict.Outcome))),
            RunCounts = VerdictOverview.Counts(verdicts).First(),
            AccuracySvg = AccuracyPlot.Of(verdicts),
            AccuracyTable = AccuracyPlot.Table(verdicts),
            Parts = parts,
            Claims = claims,
            Assumptions = [.. verdicts.Assumptions.Select(verdict => AssumptionView.Of(verdict, input))],
            Differing = [.. numbers.Where(number => number.Verdict.Kind == "bad")],
            Biases = TableView.Of(VerdictOverview.Biases(verdicts)),
            Refuted = [.. claims.Where(claim => claim.Verdict.Kind == "bad")],
            Contradictions = [.. verdicts.Numbers.All.Select(ContradictionView.Of).OfType<ContradictionView>()],
            Table2Html = ProseHtml.Of(input.Table2Markdown, 4, "the note on Table 2"),
            RuleHtml = ProseHtml.Of(input.RuleMarkdown, 3, "the rule"),
            Provenance = ProvenanceView.Of(input),
            NumbersNotMeasured =
            [
                .. verdicts.Numbers.All.Where(verdict => verdict.Verdict == Verdict.NotMeasurable)
                    .Select(verdict => NumberView.Of(verdict, input)),
            ],
            ClaimsNotMeasured = [.. claims.Where(claim => claim.NotMeasurable.Length > 0)],
            NotShown = [.. input.NotShown.Select(missing => new Fact(missing.What, missing.Why))],
            ChartsJson = ChartValues.Json(
                from report in input.Reports
                from figure in report.Report.Figures.OfType<LineFigure>()
                select (ExhibitView.IdOf(report, figure), figure)),
        };
    }
}

/// <summary>How many have a verdict.</summary>
/// <param name="Count">How many.</param>
/// <param name="Verdict">The verdict.</param>
internal sealed record CountView(int Count, VerdictMark Verdict)
{
    public static IReadOnlyList<CountView> Of(IEnumerable<VerdictMark> verdicts) =>
    [
        .. verdicts.GroupBy(verdict => verdict)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Word, StringComparer.Ordinal)
            .Select(group => new CountView(group.Count(), group.Key)),
    ];
}

/// <summary>A number of the text that the paper's own tables contradict.</summary>
/// <param name="Id">The number.</param>
/// <param name="Printed">What the text says.</param>
/// <param name="Given">What its tables give.</param>
/// <param name="Unit">The unit.</param>
/// <param name="OfTables">The verdict on what the tables give; none without one.</param>
internal sealed record ContradictionView(string Id, string Printed, string Given, string Unit, IReadOnlyList<VerdictMark> OfTables)
{
    public static ContradictionView? Of(NumberVerdict verdict) => verdict.Number.Corrected is not { } corrected
        ? null
        : new ContradictionView(
            verdict.Number.Id, verdict.Number.Printed, corrected.Value.ToString(CultureInfo.InvariantCulture), verdict.Number.Unit,
            verdict.Corrected is { } other ? [VerdictMark.Of(other)] : []);
}
