using System.Text.Json;
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
/// or 3.5, a margin of 3.5, one seed of the paper. Its rows "this rule" are those of a spread that is simply pooled, over eight models; with
/// each model's own part in it, as the rule has it, there are fewer verdicts that differ and more that are inconclusive.
/// </summary>
public sealed class RuleBehaviourTests
{
    private const int Trials = 10_000;
    private const int Models = 8;
    private const double Margin = 3.5;

    // Half a point of simulation error here, and what the table rounds.
    private const double TwoPoints = 0.02;

    private static readonly VerdictRule Rule = Ledger.Registered.Rule;

    [Theory]
    [InlineData(0, 3, 0.79, 0.16, 0.05)]
    [InlineData(0, 5, 0.86, 0.09, 0.05)]
    [InlineData(0, 10, 0.89, 0.06, 0.05)]
    [InlineData(3.5, 3, 0.05, 0.15, 0.81)]
    [InlineData(3.5, 5, 0.05, 0.09, 0.86)]
    [InlineData(3.5, 10, 0.05, 0.05, 0.90)]
    public void Pooled_spread_and_equivalence_behave_as_registered(double difference, int seeds, double agrees, double inconclusive, double differs) =>
        Near([agrees, inconclusive, differs], Simulate(difference, seeds, Pooled));

    [Theory]
    [InlineData(0, 3, 0.34, 0.60, 0.06)]
    [InlineData(0, 5, 0.69, 0.26, 0.05)]
    [InlineData(0, 10, 0.93, 0.02, 0.05)]
    [InlineData(3.5, 3, 0.08, 0.54, 0.38)]
    [InlineData(3.5, 5, 0.14, 0.19, 0.67)]
    [InlineData(3.5, 10, 0.15, 0.01, 0.84)]
    public void Own_spread_inside_and_narrow_behaves_as_registered(double difference, int seeds, double agrees, double inconclusive, double differs) =>
        Near([agrees, inconclusive, differs], Simulate(difference, seeds, OwnSpread));

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
