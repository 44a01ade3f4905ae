using CsCheck;
using RnnMemory.Tasks;
using Xunit;
using static RnnMemory.Tests.Tasks.IncrementSamples;

namespace RnnMemory.Tests.Tasks;

public sealed class IncrementBaselinesTests
{
    // The figures of assumption A19, to its four digits.
    [Theory]
    [InlineData(2, 32, 0.9439, 0.8879)]
    [InlineData(10, 7, 0.8967, 0.7935)]
    [InlineData(4, 15, 0.9309, 0.8619)]
    public void Copying_scores_the_figures_of_assumption_A19(int radix, int digits, double all, double secondHalf)
    {
        IncrementAccuracies copying = IncrementBaselines.Copying(Spec(radix, digits));
        AssertRounded(all, copying.Digits);
        AssertRounded(secondHalf, copying.SecondHalf);
        Assert.Equal((0, 0), (copying.Numbers, copying.Sequences));
    }

    [Theory]
    [InlineData(2, 32, 0.9596, 0.9191, 0.4515)]
    [InlineData(10, 7, 0.9682, 0.9363, 0.8213)]
    [InlineData(4, 15, 0.9643, 0.9285, 0.6797)]
    public void Lowest_digit_only_scores_the_figures_of_assumption_A19(int radix, int digits, double all, double secondHalf, double numbers)
    {
        IncrementAccuracies lowest = IncrementBaselines.LowestDigitOnly(Spec(radix, digits));
        AssertRounded(all, lowest.Digits);
        AssertRounded(secondHalf, lowest.SecondHalf);
        AssertRounded(numbers, lowest.Numbers);
        Assert.Equal(lowest.Numbers, lowest.Sequences);
    }

    // The shares of K^N − 1 that assumption A16 states for T up to N and up to N − 1.
    [Theory]
    [InlineData(2, 32, 0.0061, 0.0031)]
    [InlineData(4, 15, 0.0083, 0.0022)]
    [InlineData(10, 7, 0.0139, 0.0016)]
    public void Overflow_is_rare_where_T_stays_below_N(int radix, int digits, double upToN, double below)
    {
        AssertRounded(upToN, IncrementBaselines.CarriesAtLeast(Spec(radix, digits), digits));
        AssertRounded(below, IncrementBaselines.CarriesAtLeast(Spec(radix, digits) with { InterestingIncludesAll = false }, digits));
    }

    [Fact]
    public void Single_digit_needs_no_carry()
    {
        IncrementAccuracies lowest = IncrementBaselines.LowestDigitOnly(Spec(10, 1));
        Assert.Equal(new IncrementAccuracies(1, 1, 1, 1), lowest);
    }

    // The hold-out of a small size is every number once, so its copied digits are those expected.
    [Theory]
    [InlineData(2, 12)]
    [InlineData(10, 4)]
    public void Run_is_stuck_if_it_is_no_better_than_copying_the_holdout(int radix, int digits)
    {
        IncrementTaskSpec spec = Spec(radix, digits);
        double copying = IncrementBaselines.CopyingOnHoldout(spec);

        Assert.Equal(IncrementBaselines.Copying(spec).SecondHalf, copying, 1e-12);
        Assert.True(IncrementBaselines.IsStuck(spec, copying));
        Assert.False(IncrementBaselines.IsStuck(spec, copying + 1e-9));
    }

    // By the definitions: every number with its probability, and the digits in which it and x + 1 agree.
    [Fact]
    public void Baselines_are_the_expectations_over_all_numbers_whatever_the_settings() =>
        Gen.Select(Gen.Int[2, 4], Gen.Int[1, 4], Gen.Double[0, 1], Gen.Bool, Gen.Bool).Sample((radix, n, probability, all, doubled) =>
        {
            int count = (int)Power(radix, n), longest = all ? n : n - 1;
            IncrementTaskSpec spec = Spec(radix, n) with
            {
                Holdout = count - 1,
                InterestingProbability = probability,
                InterestingIncludesAll = all,
                Doubled = doubled,
            };
            (double copied, double lowestRight, double lowestNumbers) = (0, 0, 0);
            for (int x = 0; x < count; x++)
            {
                double interesting = Enumerable.Range(0, longest + 1)
                    .Sum(t => (x + 1) % Power(radix, t) == 0 ? 1 / Power(radix, n - t) : 0);
                double share = ((1 - probability) / count) + (probability * interesting / (longest + 1));
                byte[] digits = [.. Enumerable.Range(0, n).Select(i => (byte)(x / (int)Power(radix, i) % radix))];
                byte[] wanted = Increment(digits, radix);
                copied += share * digits.Zip(wanted).Count(pair => pair.First == pair.Second);
                digits[0] = wanted[0];
                int right = digits.Zip(wanted).Count(pair => pair.First == pair.Second);
                lowestRight += share * right;
                lowestNumbers += right == n ? share : 0;
            }

            AssertEqual(Expected(copied, 0), IncrementBaselines.Copying(spec));
            AssertEqual(Expected(lowestRight, lowestNumbers), IncrementBaselines.LowestDigitOnly(spec));

            IncrementAccuracies Expected(double right, double numbers) =>
                new(doubled ? (n + right) / (2 * n) : right / n, right / n, numbers, numbers);
        });

    private static void AssertEqual(IncrementAccuracies expected, IncrementAccuracies actual) =>
        Assert.All(IncrementAccuracies.Names, name => Assert.Equal(expected.ByName()[name], actual.ByName()[name], 1e-12));

    private static double Power(int radix, int exponent) => Math.Pow(radix, exponent);

    // Half a unit of the fourth digit, plus a little for shares exactly between two.
    private static void AssertRounded(double printed, double share) => Assert.InRange(share - printed, -0.0000500001, 0.0000500001);
}
