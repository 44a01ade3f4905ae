using CsCheck;
using RnnMemory.Streams;
using RnnMemory.Tasks;
using Xunit;
using static RnnMemory.Tests.Tasks.IncrementSamples;

namespace RnnMemory.Tests.Tasks;

public sealed class IncrementSamplerTests
{
    // Claim INC-6. The test reads T from the same words as the sampler does.
    [Fact]
    public void Interesting_number_makes_at_least_T_transfers() =>
        Gen.Select(Gen.Int[2, 20], Gen.Int[1, 40], Gen.Bool, Gen.ULong).Sample((radix, digits, includesAll, index) =>
        {
            IncrementTaskSpec spec = Spec(radix, digits) with { InterestingProbability = 1, InterestingIncludesAll = includesAll };
            var stream = new RandomStream(0, "test");
            WordSequence words = stream.At(index);
            words.NextUniform();
            int transfers = words.NextBelow(includesAll ? digits + 1 : digits);
            Assert.InRange(Carries(Draw(spec, stream, index), radix), transfers, digits);
        });

    // The paper's own formula: (K^T − 1) + R · K^T, with the integers formed.
    [Fact]
    public void Number_is_that_of_the_integer_formula_where_integers_suffice() =>
        Gen.Select(Gen.Int[2, 10], Gen.Int[1, 8], Gen.Double[0, 1], Gen.ULong).Sample((radix, digits, probability, index) =>
        {
            IncrementTaskSpec spec = Spec(radix, digits) with { InterestingProbability = probability };
            var stream = new RandomStream(0, "test");
            WordSequence words = stream.At(index);
            int t = words.NextUniform() < probability ? words.NextBelow(digits + 1) : 0;
            long scale = Power(radix, t), random = 0;
            for (int i = 0; i < digits - t; i++)
            {
                random += words.NextBelow(radix) * Power(radix, i);
            }

            long value = (scale - 1) + (random * scale);
            Assert.Equal(Enumerable.Range(0, digits).Select(i => (byte)(value / Power(radix, i) % radix)), Draw(spec, stream, index));
        });

    // Claim INC-5's fresh test.
    [Theory]
    [InlineData(2, 32, true)]
    [InlineData(10, 7, true)]
    [InlineData(4, 15, true)]
    [InlineData(4, 15, false)]
    public void Carry_lengths_follow_the_exact_law(int radix, int digits, bool includesAll)
    {
        IncrementTaskSpec spec = Spec(radix, digits) with { InterestingIncludesAll = includesAll };
        var stream = new RandomStream(11, "test/carries");
        const int draws = 200_000;
        int[] observed = new int[digits + 1];
        for (ulong i = 0; i < draws; i++)
        {
            observed[Carries(Draw(spec, stream, i), radix)]++;
        }

        double[] expected = [.. Enumerable.Range(0, digits + 1).Select(carries => draws * (
            IncrementBaselines.CarriesAtLeast(spec, carries) - (carries == digits ? 0 : IncrementBaselines.CarriesAtLeast(spec, carries + 1))))];
        Assert.Equal(draws, expected.Sum(), 1e-6);
        AssertFits(observed, expected);
    }

    [Fact]
    public void Every_number_has_its_probability()
    {
        const int radix = 3, digits = 3, all = 27, draws = 100_000;
        IncrementTaskSpec spec = Spec(radix, digits) with { InterestingProbability = 0.3 };
        var stream = new RandomStream(12, "test/numbers");
        int[] observed = new int[all];
        for (ulong i = 0; i < draws; i++)
        {
            byte[] drawn = Draw(spec, stream, i);
            observed[drawn[0] + (3 * drawn[1]) + (9 * drawn[2])]++;
        }

        double[] expected = [.. Enumerable.Range(0, all).Select(x => draws * ((0.7 / all) + (0.3 / 4 * Enumerable.Range(0, 4)
            .Sum(t => x % Power(radix, t) == Power(radix, t) - 1 ? 1.0 / Power(radix, digits - t) : 0))))];
        AssertFits(observed, expected);
    }

    private static byte[] Draw(IncrementTaskSpec spec, RandomStream stream, ulong index)
    {
        byte[] digits = new byte[spec.Digits];
        new IncrementSampler(spec).Draw(stream, index, digits);
        return digits;
    }

    private static int Carries(byte[] digits, int radix) => digits.TakeWhile(digit => digit == radix - 1).Count();

    private static long Power(int radix, int exponent) => (long)Math.Round(Math.Pow(radix, exponent));

    // Chi-square below its mean plus four standard deviations; cells too small for the approximation are merged.
    private static void AssertFits(int[] observed, double[] expected)
    {
        double chiSquare = 0, expectedLeft = 0;
        int observedLeft = 0, cells = 0;
        for (int i = 0; i < observed.Length; i++)
        {
            (observedLeft, expectedLeft) = (observedLeft + observed[i], expectedLeft + expected[i]);
            if (expectedLeft >= 10)
            {
                chiSquare += (observedLeft - expectedLeft) * (observedLeft - expectedLeft) / expectedLeft;
                (observedLeft, expectedLeft) = (0, 0);
                cells++;
            }
        }

        Assert.InRange(chiSquare, 0, cells - 1 + (4 * Math.Sqrt(2 * (cells - 1))));
        Assert.InRange(observedLeft, 0, 40);
    }
}
