using System.Globalization;
using System.Text;
using RnnMemory.Paper;
using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Statistics;
using RnnMemory.Paper.Verdicts;

namespace RnnMemory.Reports.Verdicts;

/// <summary>All verdicts at a glance: as text of at most 100 columns, as Markdown, and as the README's block.</summary>
public static class VerdictOverview
{
    /// <summary>What the README's block begins with.</summary>
    public const string ReadmeBegin = "<!-- verdicts: written by `rnn-memory documents` -->";

    /// <summary>What the README's block ends with.</summary>
    public const string ReadmeEnd = "<!-- end of verdicts -->";

    private static readonly IReadOnlyList<(string Prefix, string Title)> Groups =
    [
        ("T1/", "Table 1: pictures"), ("T2/", "Table 2: latency"), ("T3/", "Table 3: every model"), ("T4/", "Table 4: best models"),
        ("TEXT/", "Numbers of the text"),
    ];

    private static readonly IReadOnlyList<Column<NumberVerdict>> Columns =
    [
        new("number", verdict => verdict.Number.Id),
        new("printed", verdict => verdict.Number.Printed),
        new("ours", verdict => Ours(verdict) is { } ours ? VerdictWords.Figure(ours) : null),
        new("seeds", verdict => verdict.Values.Count == 0 ? null : verdict.Values.Select(value => value.Seed).Distinct().Count()),
        new("verdict", verdict => VerdictWords.Of(verdict.Verdict) + Arrow(verdict.Direction), Legend: "↑: ours is higher; ↓: ours is lower."),
    ];

    private const string Digits = "G4";

    /// <summary>The published numbers of a group of <see cref="NumberGroups"/>.</summary>
    public static IEnumerable<NumberVerdict> Numbers(AllVerdicts verdicts, string prefix) =>
        verdicts.Numbers.All.Where(verdict => verdict.Number.Id.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Prefix of the ids and title of each group of published numbers.</summary>
    public static IReadOnlyList<(string Prefix, string Title)> NumberGroups => Groups;

    /// <summary>Everything: counts, then the numbers by table, the claims, the assumptions.</summary>
    public static string Text(AllVerdicts verdicts)
    {
        StringBuilder text = new();
        foreach (string line in Counts(verdicts).SelectMany(line => VerdictWords.Wrap(line)))
        {
            text.Append(line).Append('\n');
        }

        foreach ((string prefix, string title) in Groups)
        {
            text.Append('\n').Append(TableFormat.Text(Table.Of("Verdicts", title, Numbers(verdicts, prefix), Columns)));
        }

        text.Append('\n').Append(TableFormat.Text(Biases(verdicts)));

        text.Append("\nClaims\n\n");
        foreach (string line in verdicts.Claims.SelectMany(ClaimLines))
        {
            text.Append(line).Append('\n');
        }

        text.Append("\nAssumptions\n\n");
        foreach (string line in verdicts.Assumptions.SelectMany(verdict =>
            VerdictWords.Wrap($"{verdict.Assumption.Id,-4} {VerdictWords.Of(verdict.Outcome)}: {verdict.Why}", "     ")))
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The published numbers of a group as Markdown.</summary>
    public static string NumbersMarkdown(AllVerdicts verdicts, string prefix) => TableFormat.Markdown(
        Table.Of("Verdicts", Groups.Single(group => group.Prefix == prefix).Title, Numbers(verdicts, prefix), Columns));

    /// <summary>For each family, whether its models lie on one side of the paper's.</summary>
    public static Table Biases(AllVerdicts verdicts) => Table.Of(
        "Biases", "A table as a whole: mean of (ours - paper) / se in each family", verdicts.Numbers.Biases,
        [
            new("family", bias => bias.Family),
            new("numbers", bias => bias.Standardised.Count, Legend: "numbers: those with a spread; a mean needs two."),
            new("mean", bias => bias.Mean?.Value, Digits),
            new("p", bias => bias.Mean?.TwoSided, Digits, "p: two-sided t test of the mean against zero."),
        ]);

    /// <summary>The claims as Markdown.</summary>
    public static string ClaimsMarkdown(AllVerdicts verdicts) => TableFormat.Markdown(Table.Of(
        "Claims", "Claims",
        verdicts.Claims.SelectMany(claim => claim.Readings.Select(reading => (Claim: claim, Reading: reading))),
        [
            new("claim", row => row.Claim.Claim.Id),
            new("reading", row => row.Reading.Reading is null ? "" : VerdictWords.Of(row.Reading.Reading)),
            new("verdict", row => VerdictWords.Of(row.Reading.Outcome)),
            new("because", row => row.Reading.Why),
        ]));

    /// <summary>Everything about one number, claim or assumption; null if there is none of that id.</summary>
    /// <param name="ledger">The registered data.</param>
    /// <param name="verdicts">The verdicts.</param>
    /// <param name="id">Without regard to case.</param>
    public static string? One(Ledger ledger, AllVerdicts verdicts, string id)
    {
        bool isThis(string other) => other.Equals(id, StringComparison.OrdinalIgnoreCase);
        (IEnumerable<string> Lines, IEnumerable<string> Runs)? found =
            verdicts.Numbers.All.FirstOrDefault(verdict => isThis(verdict.Number.Id)) is { } number
                ? (NumberText.Lines(number, ledger.Rule.Families.FirstOrDefault(family => family.Id == number.Number.Family)),
                    number.Values.SelectMany(value => value.Runs))
            : verdicts.Claims.FirstOrDefault(verdict => isThis(verdict.Claim.Id)) is { } claim
                ? (ClaimText.Lines(claim, ledger.Rule),
                    claim.Readings.SelectMany(reading => reading.Findings).SelectMany(finding => finding.Runs))
            : verdicts.Assumptions.FirstOrDefault(verdict => isThis(verdict.Assumption.Id)) is { } assumption
                ? (AssumptionText.Lines(assumption), [
                    .. assumption.Alternatives.SelectMany(alternative => alternative.Runs),
                    .. assumption.Findings.SelectMany(finding => finding.Runs),
                ])
            : null;
        if (found is not { } shown)
        {
            return null;
        }

        HashSet<string> ids = [.. shown.Runs];
        Observation[] runs = [.. verdicts.Observed.All.Where(run => ids.Contains(run.Run))];
        IEnumerable<string> lines = [.. shown.Lines, .. RunsText.Lines(runs)];
        return string.Concat(lines.SelectMany(line => VerdictWords.Wrap(line, "              ")).Select(line => line + "\n"));
    }

    /// <summary>The README's block of results, with its markers.</summary>
    public static string Readme(AllVerdicts verdicts)
    {
        IEnumerable<NumberVerdict> shown =
        [
            .. Numbers(verdicts, "T4/").Where(verdict => verdict.Number.Quantity == PublishedQuantity.TestAccuracy),
            .. Numbers(verdicts, "T2/").Where(verdict => verdict.Number.Formula == Formula.Mean),
            verdicts.Numbers.Find("TEXT/3.2/latency-gap"),
        ];
        StringBuilder block = new($"{ReadmeBegin}\n\n| what | model | ours | paper | seeds | verdict |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (NumberVerdict verdict in shown)
        {
            PublishedNumber number = verdict.Number;
            (string what, string format) = number.Quantity == PublishedQuantity.TestAccuracy ? ("best vacc", "F3") : ("mean latency, steps", "F2");
            string model = number.Model?.Representation ?? "original less transposed";
            string ours = Ours(verdict)?.ToString(format, CultureInfo.InvariantCulture) ?? "";
            string printed = number.Value is { } value && number.Upper is null ? value.ToString(format, CultureInfo.InvariantCulture)
                : number.Printed;
            int seeds = verdict.Values.Select(entry => entry.Seed).Distinct().Count();
            block.Append(CultureInfo.InvariantCulture, $"| {what} | {model} | {ours} | {printed} | {seeds} | {VerdictWords.Of(verdict)} |\n");
        }

        return block.Append('\n').AppendJoin("\n", Counts(verdicts).Select(line => $"- {line}")).Append($"\n\n{ReadmeEnd}").ToString();
    }

    /// <summary>How many runs, numbers, claims and assumptions there are, and with which verdicts: a sentence each.</summary>
    internal static IEnumerable<string> Counts(AllVerdicts verdicts)
    {
        Observation[] runs = [.. verdicts.Observed.All];
        yield return $"{runs.Length} recorded runs: {Kind<ImageObservation>(runs, "image networks")}, {Kind<IncrementObservation>(runs, "networks of the increment task")}.";
        yield return $"{verdicts.Numbers.All.Count} published numbers: {VerdictWords.Counts(verdicts.Numbers.All.Select(verdict => VerdictWords.Of(verdict.Verdict)))}; "
            + $"{verdicts.Numbers.All.Count(verdict => verdict is { Verdict: Verdict.Agrees, Number.Method: VerdictMethod.Setting or VerdictMethod.Proved })} of those that agree are settings and constants.";
        yield return $"{verdicts.Claims.Count} claims: {VerdictWords.Counts(verdicts.Claims.Select(verdict => VerdictWords.Of(verdict.Outcome)))}.";
        foreach (ClaimDecision decided in new[] { ClaimDecision.Confirmed, ClaimDecision.Refuted })
        {
            string[] ids = [.. verdicts.Claims.Where(verdict => verdict.Outcome == decided).Select(verdict => verdict.Claim.Id)];
            yield return $"Claims {VerdictWords.Of(decided)}: {(ids.Length == 0 ? "none" : string.Join(", ", VerdictWords.Ranges(ids)))}.";
        }

        yield return $"{verdicts.Assumptions.Count} assumptions: {VerdictWords.Counts(verdicts.Assumptions.Select(verdict => VerdictWords.Of(verdict.Outcome)))}.";
    }

    // E.g. "26 image networks (seed 0)".
    private static string Kind<T>(IEnumerable<Observation> runs, string name)
    {
        T[] these = [.. runs.OfType<T>()];
        long[] seeds = [.. these.Cast<Observation>().Select(run => run.Seed).Distinct().Order()];
        string list = seeds is [var first, .., var last] && last - first == seeds.Length - 1 ? $"seeds {first} to {last}"
            : $"seed{(seeds.Length == 1 ? "" : "s")} {string.Join(", ", seeds)}";
        return $"{these.Length} {name}{(seeds.Length == 0 ? "" : $" ({list})")}";
    }

    private static IEnumerable<string> ClaimLines(Paper.Verdicts.Claims.ClaimVerdict verdict) =>
        verdict.Readings.SelectMany((reading, at) =>
        VerdictWords.Wrap(
            $"{(at == 0 ? verdict.Claim.Id : ""),-7} {VerdictWords.Of(reading.Outcome)}{(reading.Reading is null ? "" : $" ({VerdictWords.Of(reading.Reading)})")}: {reading.Why}",
            "        "));

    private static string Arrow(Direction? direction) => direction switch
    {
        null => "",
        Direction.Higher => " ↑",
        Direction.Lower => " ↓",
        _ => throw new ArgumentOutOfRangeException(nameof(direction), direction, "no direction"),
    };

    /// <summary>Our value of a number: the mean on its scale, else the mean over the seeds; null if there is none.</summary>
    internal static double? Ours(NumberVerdict verdict) =>
        verdict.Comparison is { } comparison ? comparison.Scale.ToPlain(comparison.Mean)
        : verdict.Values.Count > 0 ? verdict.Values.Average(value => value.Value)
        : null;
}
