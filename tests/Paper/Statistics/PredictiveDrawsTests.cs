using System.Text.Json;
using RnnMemory.Paper.Statistics;
using RnnMemory.Streams;
using Xunit;

namespace RnnMemory.Tests.Paper.Statistics;

public sealed class PredictiveDrawsTests
{
    private const int Count = 100_000;
    private static readonly JsonElement Golden = GoldenStatistics.R.GetProperty("predictive");
    private static readonly double[] First = Draws("first");
    private static readonly double[] Second = Draws("second");

    [Fact]
    public void Quantiles_of_one_member_are_those_of_R() => Same("alone", First);

    [Fact]
    public void Quantiles_of_the_larger_of_two_members_are_those_of_R() => Same("larger", [.. First.Zip(Second, Math.Max)]);

    [Fact]
    public void Quantiles_of_a_difference_of_two_members_are_those_of_R() => Same("difference", [.. First.Zip(Second, (a, b) => a - b)]);

    [Fact]
    public void Draws_are_the_same_bits_everywhere() => Assert.Equal(3.790026386801166, First[0]);

    [Fact]
    public void Recorded_values_have_the_same_chance_each()
    {
        double[] draws = PredictiveDraws.OfRecorded([0.7, 0.9, 0.8, 0.9], Count, new RandomStream(0, "test/recorded"));

        Close.Share(0.25, draws.Count(draw => draw == 0.7) / (double)Count, Count);
        Close.Share(0.25, draws.Count(draw => draw == 0.8) / (double)Count, Count);
        Close.Share(0.5, draws.Count(draw => draw == 0.9) / (double)Count, Count);
    }

    [Fact]
    public void Order_of_recorded_values_does_not_matter() => Assert.Equal(
        PredictiveDraws.OfRecorded([1, 2, 3], 100, new RandomStream(0, "test/recorded")),
        PredictiveDraws.OfRecorded([3, 1, 2], 100, new RandomStream(0, "test/recorded")));

    [Theory]
    [InlineData(0, 1, 0.4)]
    [InlineData(9.5, 20, 0.2)]
    [InlineData(2, 9, 1)]
    [InlineData(11, 12, 0)]
    public void Probability_is_twice_the_smaller_share(double low, double high, double expected) =>
        Assert.Equal(expected, PredictiveDraws.TwoSided([0, 1, 2, 3, 4, 6, 7, 8, 9, 10], new Interval(low, high)), 1e-12);

    private static double[] Draws(string name)
    {
        JsonElement member = Golden.GetProperty(name);
        double freedom = member.Number("df");
        return PredictiveDraws.OfStudent(
            new StudentEstimate(member.Number("value"), member.Number("error"), freedom),
            PredictiveDraws.StudentVariates((int)freedom, Count, new RandomStream(0, $"test/{name}")));
    }

    // The share of draws below R's quantile is what it should be; and the library's own quantile is near R's.
    private static void Same(string name, double[] draws)
    {
        double[] sorted = [.. draws.Order()];
        foreach ((double share, double quantile) in Golden.Numbers("shares").Zip(Golden.Numbers(name)))
        {
            Close.Share(share, draws.Count(draw => draw <= quantile) / (double)Count, Count, $"{name} {share}");
            Interval central = PredictiveDraws.Central(sorted, Math.Abs(1 - (2 * share)));
            Close.Equal(quantile, share < 0.5 ? central.Low : central.High, 0.003, $"{name} {share}");
        }
    }
}
