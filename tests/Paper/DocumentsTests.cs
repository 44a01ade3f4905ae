using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Paper;
using RnnMemory.Reports.Documents;
using Xunit;

namespace RnnMemory.Tests.Paper;

public sealed class DocumentsTests
{
    private static readonly string Root = RepositoryRoot.Find();
    private static readonly VerdictRule Rule = Ledger.Registered.Rule;

    public static TheoryData<string> Paths => [.. LedgerDocuments.Of(Ledger.Registered).Select(document => document.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Document_is_what_the_registered_data_give(string path)
    {
        string expected = LedgerDocuments.Of(Ledger.Registered).Single(document => document.Path == path).Text;

        Assert.True(Text(path) == expected, $"{path} is not what the registered data give; `{Launcher.Here("documents")}` writes it.");
    }

    [Fact]
    public void Documents_are_written_where_they_differ()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Assert.Equal(["docs/assumptions.md", "docs/claims.md"], LedgerDocuments.Write(Ledger.Registered, folder));
            File.AppendAllText(Path.Combine(folder, "docs/claims.md"), "by hand");

            Assert.Equal(["docs/claims.md"], LedgerDocuments.Write(Ledger.Registered, folder));
            Assert.Empty(LedgerDocuments.Write(Ledger.Registered, folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Document_of_the_rule_has_every_family_with_its_margin() => Assert.Equal(
        Rule.Families.Select(family => $"| {family.Id} | {Margin(family)} | {family.Why} |"),
        Rows("## Margins"));

    [Fact]
    public void Document_of_the_rule_has_every_threshold() => Assert.Equal(
        Rule.Thresholds.Select(threshold => string.Create(CultureInfo.InvariantCulture,
            $"| {threshold.Id} | {threshold.Value} | {threshold.Unit} | {threshold.Meaning} | {string.Join(", ", threshold.Claims)} |")),
        Rows("## Words in figures"));

    [Fact]
    public void Document_of_the_rule_has_every_family_of_p_values() => Assert.Equal(
        Rule.Holm.Select(family => $"| {family.Id} | {family.Members} |"),
        Rows("## Families of p-values"));

    [Fact]
    public void Document_of_the_rule_has_every_least_count() => Assert.Equal(
        [
            $"| {Rule.Least.SeedsForNineCells} seeds of each arm |", $"| {Rule.Least.SeedsForEighteenPairs} seeds of each arm |",
            $"| {Rule.Least.SeedsForSignFlips} seeds |", $"| {Rule.Least.Permutations} permutations, one seed each |", $"| {Rule.Least.RunsOfCollapse} runs |",
        ],
        Rows("## Least counts").Select(row => row[..(row.IndexOf('|', 2) + 1)]));

    [Fact]
    public void Document_of_the_rule_has_its_constants()
    {
        string text = Text("docs/verdict-rule.md");

        Assert.Contains($"({Rule.PriorDegreesOfFreedom} s_pool² + (S − 1) s²) / (S + {Rule.PriorDegreesOfFreedom - 1})", text);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"two-sided at {100 * Rule.Confidence.Difference} %"), text);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"each at {100 * Rule.Confidence.Equivalence} %"), text);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"intervals are two-sided at {100 * Rule.Confidence.Interval} %"), text);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{Rule.MonteCarloDraws:N0} draws"), text);
        Assert.All(Rule.Sources, source => Assert.Contains($"- {source.Title} ({source.Identifier}): {source.For}.", text));
    }

    private static string Margin(VerdictFamily family) => (family.Margin, family.Quantity) switch
    {
        (null, _) => "none",
        ({ } steps, PublishedQuantity.Latency or PublishedQuantity.LatencyGap) => string.Create(CultureInfo.InvariantCulture, $"{steps} step"),
        ({ } percent, PublishedQuantity.RelativeDecrease) => string.Create(CultureInfo.InvariantCulture, $"{percent} percent"),
        ({ } points, PublishedQuantity.PointDecrease) => string.Create(CultureInfo.InvariantCulture, $"{points} points"),
        ({ } ratio, PublishedQuantity.ErrorRatio) => string.Create(CultureInfo.InvariantCulture, $"{ratio}"),
        ({ } share, _) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##} points"),
    };

    // The rows of the table under a heading of docs/verdict-rule.md, without its head.
    private static IEnumerable<string> Rows(string heading) => Text("docs/verdict-rule.md").Split('\n')
        .SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith('#')).Where(line => line.StartsWith('|')).Skip(2);

    private static string Text(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");
}
