using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Paper.Verdicts.Assumptions;
using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Reports.Verdicts;

namespace RnnMemory.Reports.Page;

/// <summary>Every table of the page by itself, with all digits: what the CSV files and report.md are made of.</summary>
internal static class PageTables
{
    /// <summary>The folder of the CSV files beside the page.</summary>
    public const string Folder = "tables";

    /// <summary>The file of a table or figure, e.g. "tables/Mnist-Table3.csv".</summary>
    public static string CsvName(PageReport report, Exhibit exhibit) => NameOf($"{report.Report.Name}-{exhibit.Name}");

    /// <summary>Path below the page's folder and content of each file.</summary>
    public static IReadOnlyList<(string Path, string Content)> Csv(PageInput input) =>
    [
        .. Verdicts(input).Select(table => (NameOf(table.Name), TableFormat.Csv(table))),
        .. from report in input.Reports
           from exhibit in report.Report.Tables.Concat<Exhibit>(report.Report.Figures)
           select (CsvName(report, exhibit), exhibit is Table table ? TableFormat.Csv(table) : FigureData.Csv((Figure)exhibit)),
    ];

    /// <summary>The verdicts on numbers, families of numbers, claims and assumptions, and the recorded runs.</summary>
    public static IReadOnlyList<Table> Verdicts(PageInput input) =>
    [
        .. VerdictOverview.NumberGroups.Select(group =>
            Numbers(group.Prefix.TrimEnd('/'), group.Title, VerdictOverview.Numbers(input.Verdicts, group.Prefix))),
        VerdictOverview.Biases(input.Verdicts), Claims(input.Verdicts.Claims), Assumptions(input.Verdicts.Assumptions), Runs(input),
    ];

    private static Table Numbers(string name, string title, IEnumerable<NumberVerdict> numbers) => Table.Of<NumberVerdict>(
        $"Numbers-{name}", title, numbers,
        [
            new("number", verdict => verdict.Number.Id),
            new("printed", verdict => verdict.Number.Printed),
            new("ours", verdict => VerdictOverview.Ours(verdict), Digits),
            new("low", verdict => verdict.Comparison?.Interval.Low, Digits),
            new("high", verdict => verdict.Comparison?.Interval.High, Digits),
            new("seeds", verdict => verdict.Values.Select(value => value.Seed).Distinct().Count()),
            new("verdict", verdict => VerdictWords.Of(verdict)),
            new("unit", verdict => verdict.Number.Unit),
            new("because", verdict => verdict.Reason),
            new("assumptions", verdict => string.Join(" ", verdict.Assumptions)),
        ]);

    private const string Digits = "G4";

    private static Table Claims(IReadOnlyList<ClaimVerdict> claims) => Table.Of<(ClaimVerdict Claim, ReadingVerdict Reading)>(
        "Claims", "Claims", claims.SelectMany(claim => claim.Readings.Select(reading => (claim, reading))),
        [
            new("claim", row => row.Claim.Claim.Id),
            new("where", row => row.Claim.Claim.Section),
            new("quotation", row => row.Claim.Claim.Quotation),
            new("reading", row => row.Reading.Reading is null ? "" : VerdictWords.Of(row.Reading.Reading)),
            new("verdict", row => VerdictWords.Of(row.Reading.Outcome)),
            new("because", row => row.Reading.Why),
            new("the paper's tables", row => Documents.Markdown.Words(row.Claim.Claim.Evidence)),
            new("assumptions", row => string.Join(" ", row.Claim.Claim.Assumptions)),
        ]);

    private static Table Assumptions(IReadOnlyList<AssumptionVerdict> assumptions) => Table.Of<AssumptionVerdict>(
        "Assumptions", "Assumptions", assumptions,
        [
            new("assumption", verdict => verdict.Assumption.Id),
            new("open", verdict => verdict.Assumption.Topic),
            new("choice", verdict => verdict.Assumption.Choice),
            new("alternative", verdict => verdict.Assumption.Alternative),
            new("what-if", verdict => VerdictWords.Of(verdict.Outcome)),
            new("because", verdict => verdict.Why),
        ]);

    private static Table Runs(PageInput input) => Table.Of<Observation>(
        "Runs", "Recorded runs", input.Verdicts.Observed.All,
        [
            new("run", run => run.Run),
            new("seed", run => run.Seed),
            new("SHA-256 of the last state", run => input.FinalStates.TryGetValue(run.Run, out string? hash) ? hash : null),
            new("other settings than the paper's", run => string.Join("; ", run.Differences)),
        ]);

    private static string NameOf(string table) => $"{Folder}/{table}.csv";
}
