using System.Globalization;
using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Numerics;
using RnnMemory.Paper;
using RnnMemory.Paper.Statistics;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Streams;
using RnnMemory.Tests.Paper.Statistics;
using Xunit;

namespace RnnMemory.Tests.Paper.Verdicts;

/// <summary>
/// The table "How the rule behaves" of docs/verdict-rule.md, simulated with this implementation: normal seeds of spread 1, a true difference of 0
/// or 3.5, a margin of 3.5, one seed of the paper, eight models.
/// </summary>
public sealed class RuleBehaviourTests
{
    private const int Trials = 10_000;
    private const int Models = 8;
    private const double Margin = 3.5;

    // Half a point of simulation error here, and what the table rounds.
    private const double TwoPoints = 0.02;

    private const string Own = "own spread, inside and narrow";
    private const string Pooling = "plain pooling, 8 (S − 1) degrees of freedom";
    private const string Registered = "this rule: moderated spread, S + 3 degrees of freedom";

    private static readonly IReadOnlyDictionary<string, Decide> Rules =
        new Dictionary<string, Decide> { [Own] = OwnSpread, [Pooling] = Pooled, [Registered] = Moderated };

    private static readonly VerdictRule Rule = Ledger.Registered.Rule;

    [Fact]
    public void Page_of_the_rule_has_three_rules_for_both_differences() => Assert.Equal(
        [("0", Own), ("0", Pooling), ("0", Registered), ("3.5", Own), ("3.5", Pooling), ("3.5", Registered)],
        Page().Select(row => (row[0], row[1])));

    [Theory]
    [InlineData(Own)]
    [InlineData(Pooling)]
    [InlineData(Registered)]
    public void Rows_of_the_page_come_out_again_by_the_rule_that_they_name(string rule)
    {
        Assert.All(Page().Where(row => row[1] == rule), row => Assert.All([3, 5, 10], seeds =>
        {
            string cell = row[seeds == 3 ? 2 : seeds == 5 ? 3 : 4];
            double[] shares = [.. cell.Split(" / ").Select(share => double.Parse(share, CultureInfo.InvariantCulture))];
            Near(shares, Simulate(double.Parse(row[0], CultureInfo.InvariantCulture), seeds, Rules[rule]));
        }));
    }

    [Theory]
    [InlineData("pooled")]
    [InlineData("own")]
    [InlineData("moderated")]
    public void All_three_behave_as_they_do_in_SciPy(string rule)
    {
        JsonElement[] rows = [.. GoldenStatistics.Behaviour.List("rows").Where(row => row.GetProperty("rule").GetString() == rule)];

        Assert.Equal(6, rows.Length);
        Assert.All(rows, row => Near(
            row.Numbers("shares"),
            Simulate(row.Number("difference"), (int)row.Number("seeds"), rule == "pooled" ? Pooled : rule == "own" ? OwnSpread : Moderated)));
    }

    // The cells of the page's table without its head.
    private static IReadOnlyList<string[]> Page() =>
    [
        .. File.ReadAllLines(Path.Combine(RepositoryRoot.Find(), "docs", "verdict-rule.md"))
            .SkipWhile(line => line != "## How the rule behaves").Skip(1).TakeWhile(line => !line.StartsWith('#'))
            .Where(line => line.StartsWith('|')).Skip(2).Select(line => line.Trim('|', ' ').Split(" | ")),
    ];

    private delegate Verdict Decide(double[][] models, double paper);

    private static Verdict Pooled(double[][] models, double paper)
    {
        Spread spread = Spread.Pooled(models)!.Value;
        return Ask(models[0], spread, paper).Verdict;
    }

    private static Verdict Moderated(double[][] models, double paper) =>
        Ask(models[0], Spread.Pooled(models)!.Value.Moderated(models[0], Rule.PriorDegreesOfFreedom), paper).Verdict;

    // Ours agrees if the printed number lies inside the interval and the interval is narrow.
    private static Verdict OwnSpread(double[][] models, double paper)
    {
        Comparison comparison = Ask(models[0], Spread.Pooled([models[0]])!.Value, paper);
        return comparison.IsDifferent ? Verdict.Differs
            : comparison.Interval.High - comparison.Mean <= Margin ? Verdict.Agrees
            : Verdict.Inconclusive;
    }

    private static Comparison Ask(double[] seeds, Spread spread, double paper) => new TwoQuestions(Rule.Confidence).Ask(
        Scale.Plain,
        new StudentEstimate(seeds.Average(), Math.Sqrt(spread.Variance * (1 + (1.0 / seeds.Length))), spread.Freedom),
        new Interval(paper, paper),
        Margin);

    // Shares of agrees, inconclusive, differs.
    private static double[] Simulate(double difference, int seeds, Decide decide)
    {
        WordSequence words = new RandomStream(0, $"test/behaviour/{seeds}").At((ulong)difference);
        int agrees = 0, inconclusive = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            double[][] models = new double[Models][];
            for (int model = 0; model < Models; model++)
            {
                models[model] = new double[seeds];
                for (int seed = 0; seed < seeds; seed++)
                {
                    models[model][seed] = NormalDeviate.Next(ref words) + (model == 0 ? difference : 0);
                }
            }

            Verdict verdict = decide(models, NormalDeviate.Next(ref words));
            agrees += verdict == Verdict.Agrees ? 1 : 0;
            inconclusive += verdict == Verdict.Inconclusive ? 1 : 0;
        }

        return [agrees / (double)Trials, inconclusive / (double)Trials, 1 - ((agrees + inconclusive) / (double)Trials)];
    }

    private static void Near(double[] expected, double[] simulated) => Assert.True(
        expected.Zip(simulated).All(pair => Math.Abs(pair.First - pair.Second) <= TwoPoints),
        $"expected {string.Join(" / ", expected)}, simulated {string.Join(" / ", simulated)}");
}
