using System.Text.Json;
using CsCheck;
using RnnMemory.Paper.Statistics;
using RnnMemory.Streams;
using Xunit;

namespace RnnMemory.Tests.Paper.Statistics;

public sealed class PermutationTests
{
    private const int Draws = 100_000;
    private static readonly RandomStream Stream = new(0, "test/permutation");
    private static readonly Gen<double[]> Values = Gen.Int[-9, 9].Select(value => (double)value).Array[1, 5];

    [Fact]
    public void Differences_of_means_are_those_of_R() => Assert.All(GoldenStatistics.R.List("means"), golden =>
        SameAsR(golden, alternative => PermutationTest.OfMeans(golden.Numbers("first"), golden.Numbers("second"), alternative, Stream)));

    [Fact]
    public void Sign_flips_are_those_of_R() => Assert.All(GoldenStatistics.R.List("flips"), golden =>
        SameAsR(golden, alternative => SignFlipTest.OfMean(golden.Numbers("differences"), alternative, Stream)));

    [Fact]
    public void Rank_correlations_are_those_of_R() => Assert.All(GoldenStatistics.R.List("spearman"), golden =>
        SameAsR(golden, alternative => RankCorrelation.Spearman(golden.Numbers("first"), golden.Numbers("second"), alternative, Stream)));

    [Fact]
    public void Random_choices_come_near_all_choices_of_R()
    {
        JsonElement golden = GoldenStatistics.R.GetProperty("large_means");
        PermutationResult result = PermutationTest.OfMeans(golden.Numbers("first"), golden.Numbers("second"), Alternative.TwoSided, Stream);

        NearR(golden, result);
        Assert.Equal(19149 / 100_001.0, result.Probability);
    }

    [Fact]
    public void Random_signs_come_near_all_signs_of_R()
    {
        JsonElement golden = GoldenStatistics.R.GetProperty("large_flips");
        PermutationResult result = SignFlipTest.OfMean(golden.Numbers("differences"), Alternative.TwoSided, Stream);

        NearR(golden, result);
        Assert.Equal(13948 / 100_001.0, result.Probability);
    }

    [Fact]
    public void Random_orders_come_near_all_orders_of_R()
    {
        JsonElement golden = GoldenStatistics.R.GetProperty("large_spearman");
        PermutationResult result = RankCorrelation.Spearman(golden.Numbers("first"), golden.Numbers("second"), Alternative.TwoSided, Stream);

        NearR(golden, result);
        Assert.Equal(2162 / 100_001.0, result.Probability);
    }

    [Fact]
    public void Random_arrangements_do_not_depend_on_the_order_of_values()
    {
        JsonElement means = GoldenStatistics.R.GetProperty("large_means");
        JsonElement flips = GoldenStatistics.R.GetProperty("large_flips");
        JsonElement ranks = GoldenStatistics.R.GetProperty("large_spearman");
        double[] Backwards(JsonElement golden, string name) => [.. golden.Numbers(name).Reverse()];

        Assert.Equal(
            PermutationTest.OfMeans(means.Numbers("first"), means.Numbers("second"), Alternative.Greater, Stream),
            PermutationTest.OfMeans(Backwards(means, "first"), Backwards(means, "second"), Alternative.Greater, Stream));
        Assert.Equal(
            SignFlipTest.OfMean(flips.Numbers("differences"), Alternative.Greater, Stream),
            SignFlipTest.OfMean(Backwards(flips, "differences"), Alternative.Greater, Stream));
        Assert.Equal(
            RankCorrelation.Spearman(ranks.Numbers("first"), ranks.Numbers("second"), Alternative.Greater, Stream).Probability,
            RankCorrelation.Spearman(Backwards(ranks, "first"), Backwards(ranks, "second"), Alternative.Greater, Stream).Probability);
    }

    // The counts that the rule plans with: 9 / C(10, 5), 18 / C(12, 6) and 9 / 2⁸.
    [Theory]
    [InlineData(5, 252)]
    [InlineData(6, 924)]
    public void Least_probability_of_two_groups_is_one_over_all_choices(int seeds, int choices)
    {
        double[] first = [.. Enumerable.Range(0, seeds).Select(i => 0.9 + (i / 1000.0))];
        PermutationResult result = PermutationTest.OfMeans(first, [.. first.Select(value => value - 0.1)], Alternative.Greater, Stream);

        Assert.Equal((choices, 1.0 / choices, true), (result.Arrangements, result.Probability, result.IsExact));
    }

    [Fact]
    public void Least_probability_of_eight_pairs_is_one_over_all_signs() => Assert.Equal(
        1 / 256.0, SignFlipTest.OfMean([1, 2, 3, 4, 5, 6, 7, 8], Alternative.Greater, Stream).Probability);

    // C(20, 10), C(21, 10), 2¹⁷ and 2¹⁸.
    [Fact]
    public void Up_to_200_000_arrangements_are_all_counted()
    {
        double[] values = [.. Enumerable.Range(1, 21).Select(i => (double)i)];

        Assert.Equal((184_756, true), Of(PermutationTest.OfMeans(values[..10], values[10..20], Alternative.Greater, Stream)));
        Assert.Equal((Draws + 1, false), Of(PermutationTest.OfMeans(values[..10], values[10..], Alternative.Greater, Stream)));
        Assert.Equal((131_072, true), Of(SignFlipTest.OfMean(values[..17], Alternative.Greater, Stream)));
        Assert.Equal((Draws + 1, false), Of(SignFlipTest.OfMean(values[..18], Alternative.Greater, Stream)));

        static (int, bool) Of(PermutationResult result) => (result.Arrangements, result.IsExact);
    }

    [Fact]
    public void Shift_of_all_values_and_exchange_of_the_groups_change_no_probability() =>
        Gen.Select(Values, Values, Gen.Int[-5, 5]).Sample((first, second, shift) =>
        {
            PermutationResult result = PermutationTest.OfMeans(first, second, Alternative.Greater, Stream);
            double[] Moved(double[] values) => [.. values.Select(value => value + shift)];

            Assert.Equal(result.Probability, PermutationTest.OfMeans(Moved(first), Moved(second), Alternative.Greater, Stream).Probability);
            Assert.Equal(result.Probability, PermutationTest.OfMeans(second, first, Alternative.Less, Stream).Probability);
            Assert.InRange(result.Probability, 1.0 / result.Arrangements, 1);
        });

    [Fact]
    public void Arrangement_that_is_less_extreme_by_a_ten_millionth_is_less_extreme() => Assert.Equal(
        1 / 3.0, PermutationTest.OfMeans([1.0000001], [1, 0], Alternative.Greater, Stream).Probability);

    [Fact]
    public void Empty_groups_and_equal_ranks_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PermutationTest.OfMeans([], [1], Alternative.TwoSided, Stream));
        Assert.Throws<ArgumentException>(() => SignFlipTest.OfMean([], Alternative.TwoSided, Stream));
        Assert.Throws<ArgumentException>(() => RankCorrelation.Spearman([1, 2, 3], [4, 4, 4], Alternative.TwoSided, Stream));
        Assert.Throws<ArgumentException>(() => RankCorrelation.Spearman([1, 2, 3], [4, 5], Alternative.TwoSided, Stream));
    }

    private static void SameAsR(JsonElement golden, Func<Alternative, PermutationResult> test)
    {
        foreach ((Alternative alternative, string name) in new[]
            { (Alternative.TwoSided, "two_sided"), (Alternative.Greater, "greater"), (Alternative.Less, "less") })
        {
            PermutationResult result = test(alternative);

            Close.Equal(golden.Number("statistic"), result.Statistic, 1e-12);
            Close.Equal(golden.Number(name), result.Probability, 1e-12, name);
            Assert.Equal((golden.Number("arrangements"), true), (result.Arrangements, result.IsExact));
        }
    }

    private static void NearR(JsonElement golden, PermutationResult result)
    {
        Assert.Equal((Draws + 1, false), (result.Arrangements, result.IsExact));
        Close.Equal(golden.Number("statistic"), result.Statistic, 1e-12);
        Close.Share(golden.Number("two_sided"), result.Probability, Draws);
    }
}
