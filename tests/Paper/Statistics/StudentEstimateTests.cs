using System.Text.Json;
using CsCheck;
using RnnMemory.Paper.Statistics;
using Xunit;

namespace RnnMemory.Tests.Paper.Statistics;

public sealed class StudentEstimateTests
{
    private static readonly JsonElement Samples = GoldenStatistics.R.GetProperty("samples");

    [Fact]
    public void Probabilities_are_those_of_R() => Assert.All(GoldenStatistics.R.List("t"), golden =>
    {
        StudentEstimate estimate = new(2 * golden.Number("t"), 2, golden.Number("df"));

        Close.Relative(golden.Number("two_sided"), estimate.TwoSided);
        Close.Relative(golden.Number("greater"), estimate.Greater);
        Close.Relative(golden.Number("greater"), (estimate with { Value = -estimate.Value }).Less);
    });

    [Fact]
    public void Quantiles_are_those_of_R() => Assert.All(GoldenStatistics.R.List("quantiles"), golden =>
        Close.Relative(golden.Number("t"), StudentEstimate.Quantile(golden.Number("p"), golden.Number("df"))));

    [Fact]
    public void One_sample_is_that_of_R() =>
        SameAsR("one", StudentEstimate.OfMean(Samples.Numbers("a"), Samples.Number("against")));

    [Fact]
    public void Two_samples_are_those_of_R_after_Welch() =>
        SameAsR("two", StudentEstimate.OfDifference(Samples.Numbers("a"), Samples.Numbers("b")));

    [Fact]
    public void Estimate_without_error_is_certain()
    {
        Assert.Equal((0, 0, 1), Of(new(0.1, 0, 5)));
        Assert.Equal((0, 1, 0), Of(new(-0.1, 0, 5)));
        Assert.Equal((1, 0.5, 0.5), Of(new(0, 0, 5)));
        Assert.Equal((1, 0.5, 0.5), Of(StudentEstimate.OfDifference([2, 2], [2, 2, 2])));

        static (double, double, double) Of(StudentEstimate estimate) => (estimate.TwoSided, estimate.Greater, estimate.Less);
    }

    [Fact]
    public void Single_value_has_no_spread()
    {
        Assert.Throws<ArgumentException>(() => StudentEstimate.OfMean([1]));
        Assert.Throws<ArgumentException>(() => StudentEstimate.OfDifference([1, 2], [1]));
    }

    [Fact]
    public void Interval_excludes_zero_where_the_test_finds_a_difference() =>
        Gen.Select(Gen.Double[-4, 4], Gen.Double[0.1, 2], Gen.Int[1, 30]).Sample((value, error, freedom) =>
        {
            StudentEstimate estimate = new(value, error, freedom);

            Assert.Equal(estimate.TwoSided >= 0.05, estimate.Interval(0.95).Contains(0));
            Assert.Equal(1, estimate.Greater + estimate.Less, 1e-12);
        });

    private static void SameAsR(string prefix, StudentEstimate estimate)
    {
        double Golden(string name) => Samples.Number($"{prefix}_{name}");

        Close.Equal(Golden("value"), estimate.Value);
        Close.Relative(Golden("error"), estimate.StandardError);
        Close.Relative(Golden("df"), estimate.Freedom);
        Close.Relative(Golden("p"), estimate.TwoSided);
        Close.Equal(Golden("low"), estimate.Interval(0.95).Low);
        Close.Equal(Golden("high"), estimate.Interval(0.95).High);
    }
}
