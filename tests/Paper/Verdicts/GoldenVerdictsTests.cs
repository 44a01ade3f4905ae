using System.Text.Json;
using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Tests.Paper.Statistics;
using Xunit;

namespace RnnMemory.Tests.Paper.Verdicts;

/// <summary>The verdicts on made-up observations are those of an implementation in Python; tests/golden/README.md says how they were made.</summary>
public sealed class GoldenVerdictsTests
{
    private const int Draws = 100_000;
    private static readonly NumberVerdicts Verdicts = NumberVerdicts.Of(Ledger.Registered, MadeUp.Golden());

    [Theory]
    [InlineData("primary", 21)]
    [InlineData("secondary", 99)]
    [InlineData("rows", 4)]
    public void Numbers_of_tables_2_and_3_are_those_of_SciPy(string part, int count)
    {
        JsonElement[] golden = [.. GoldenStatistics.Verdicts.List(part)];

        Assert.Equal(count, golden.Length);
        Assert.All(golden, expected =>
        {
            string id = expected.GetProperty("id").GetString()!;
            NumberVerdict verdict = Verdicts.Find(id);
            Comparison comparison = verdict.Comparison!;

            Assert.Equal((id, expected.GetProperty("verdict").GetString()), (id, Name(verdict.Verdict)));
            Close.Equal(expected.Number("mean"), comparison.Mean, what: id);
            Close.Relative(expected.Number("error"), comparison.StandardError!.Value, what: id);
            Assert.Equal(expected.Number("freedom"), comparison.Freedom);
            Close.Equal(expected.Number("distance"), comparison.Distance, what: id);
            Close.Relative(expected.Number("p"), comparison.Probability, 1e-7, id);
            Close.Relative(expected.Number("adjusted"), comparison.Adjusted, 1e-7, id);
            Close.Equal(expected.Number("low"), comparison.Interval.Low, 1e-8, id);
            Close.Equal(expected.Number("high"), comparison.Interval.High, 1e-8, id);
            Assert.Equal(expected.GetProperty("margin").Deserialize<double?>() is null, comparison.IsEquivalent is null);
            Close.Equal(expected.GetProperty("margin").Deserialize<double?>() ?? 0, comparison.Margin ?? 0, what: id);
            Assert.Equal(expected.GetProperty("equivalent").GetBoolean(), comparison.IsEquivalent ?? false);
        });
    }

    [Theory]
    [InlineData("with")]
    [InlineData("without")]
    public void Derived_numbers_are_those_of_numpy_with_and_without_models_that_may_collapse(string treatment)
    {
        JsonElement[] golden = [.. GoldenStatistics.Verdicts.GetProperty("derived").List(treatment)];

        Assert.Equal(Verdicts.All.Count(verdict => verdict.Number.Method == VerdictMethod.Derived), golden.Length);
        Assert.All(golden, expected =>
        {
            string id = expected.GetProperty("id").GetString()!;
            NumberVerdict verdict = Verdicts.Find(id);
            Comparison comparison = treatment == "with" ? verdict.Comparison! : verdict.WithoutCollapsing ?? verdict.Comparison!;

            Assert.Equal((id, expected.GetProperty("verdict").GetString()), (id, Name(comparison.Verdict)));
            Close.Share(expected.Number("p") / 2, comparison.Probability / 2, Draws, id);
            Assert.InRange(comparison.Interval.Low / expected.Number("low"), 0.95, 1.05);
            Assert.InRange(comparison.Interval.High / expected.Number("high"), 0.95, 1.05);
        });
    }

    [Fact]
    public void Biases_of_families_are_those_of_SciPy() => Assert.All(GoldenStatistics.Verdicts.List("biases"), expected =>
    {
        FamilyBias bias = Verdicts.Biases.Single(family => family.Family == expected.GetProperty("family").GetString());

        Close.Relative(expected.Number("mean"), bias.Mean!.Value.Value);
        Close.Relative(expected.Number("t"), bias.Mean!.Value.T);
        Close.Relative(expected.Number("p"), bias.Mean!.Value.TwoSided);
    });

    [Fact]
    public void Families_with_a_bias_are_those_with_both_questions() => Assert.Equal(
        ["28-steps@1e-06", "28-steps@3e-05", "784-steps@1e-06", "latency"], Verdicts.Biases.Select(bias => bias.Family).Order(StringComparer.Ordinal));

    private static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Agrees => "agrees",
        Verdict.Differs => "differs",
        Verdict.DiffersByLess => "differs-by-less",
        Verdict.Inconclusive => "inconclusive",
        _ => "not-measurable",
    };
}
