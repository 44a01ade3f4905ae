using RnnMemory.Streams;
using RnnMemory.Tasks;
using Xunit;
using static RnnMemory.Tests.Tasks.IncrementSamples;

namespace RnnMemory.Tests.Tasks;

/// <summary>Claim INC-4 and assumption A18.</summary>
public sealed class IncrementHoldoutTests
{
    [Theory]
    [InlineData(4, 5)]
    [InlineData(2, 1)]
    [InlineData(2, 13)]
    public void Holdout_of_few_numbers_is_every_number_once(int radix, int digits)
    {
        IncrementTaskSpec spec = Spec(radix, digits);
        int all = (int)Math.Pow(radix, digits);
        Assert.True(IncrementHoldout.IsEveryNumber(spec));
        Assert.Equal(Enumerable.Range(0, all).Select(x => (long)x), Numbers(spec).Order());
    }

    // In ascending order the first ones would all be small.
    [Fact]
    public void First_numbers_of_every_number_once_are_a_fair_sample()
    {
        long[] first = [.. Numbers(Spec(2, 15)).Take(5_000)];
        Assert.InRange(first.Average(), 0.48 * (1 << 15), 0.52 * (1 << 15));
    }

    [Theory]
    [InlineData(2, 10, 1024, true)]
    [InlineData(2, 10, 1023, false)]
    [InlineData(2, 32, 300_000, false)]
    [InlineData(2, 64, 300_000, false)]
    [InlineData(256, 200, 300_000, false)]
    public void Every_number_is_the_holdout_only_up_to_its_size(int radix, int digits, int size, bool every)
    {
        IncrementTaskSpec spec = Spec(radix, digits) with { Holdout = size };
        Assert.Equal(every, IncrementHoldout.IsEveryNumber(spec));
    }

    [Theory]
    [InlineData(2, 32)]
    [InlineData(10, 7)]
    [InlineData(4, 15)]
    public void Holdout_of_the_papers_sizes_is_300_000_draws_of_the_mixture(int radix, int digits)
    {
        byte[] holdout = IncrementHoldout.Digits(Spec(radix, digits));
        Assert.Equal(300_000 * digits, holdout.Length);
        Assert.All(holdout.Take(100_000), digit => Assert.InRange(digit, 0, radix - 1));
        int overflowing = Enumerable.Range(0, 300_000).Count(i => holdout.AsSpan(i * digits, digits).IndexOfAnyExcept((byte)(radix - 1)) < 0);
        double expected = 300_000 * IncrementBaselines.CarriesAtLeast(Spec(radix, digits), digits);
        Assert.InRange(overflowing, expected - (4 * Math.Sqrt(expected)), expected + (4 * Math.Sqrt(expected)));
    }

    [Fact]
    public void Holdout_is_the_same_for_every_order_and_longer_ones_begin_with_shorter_ones()
    {
        byte[] holdout = IncrementHoldout.Digits(Spec(2, 32) with { Holdout = 500 });
        Assert.Equal(holdout, IncrementHoldout.Digits(Spec(2, 32, DigitOrder.Complicated) with { Holdout = 500 }));
        Assert.Equal(holdout, IncrementHoldout.Digits(Spec(2, 32) with { Holdout = 700 })[..holdout.Length]);
    }

    [Theory]
    [InlineData(2, 32)]
    [InlineData(10, 7)]
    public void Numbers_are_the_samplers_draws_from_the_stream_of_their_size(int radix, int digits)
    {
        IncrementTaskSpec spec = Spec(radix, digits) with { Holdout = 50 };
        var stream = new RandomStream(0, $"increment/holdout/{radix}x{digits}");
        byte[] drawn = new byte[50 * digits];
        for (int number = 0; number < 50; number++)
        {
            new IncrementSampler(spec).Draw(stream, (ulong)number, drawn.AsSpan(number * digits, digits));
        }

        Assert.Equal(drawn, IncrementHoldout.Digits(spec));
    }

    [Fact]
    public void Every_number_once_comes_in_the_order_of_the_same_stream() =>
        Assert.Equal(
            new RandomStream(0, "increment/holdout/4x5").Permutation(1_024).Select(number => (long)number), Numbers(Spec(4, 5)));

    private static long[] Numbers(IncrementTaskSpec spec) =>
        [.. IncrementHoldout.Digits(spec).Chunk(spec.Digits).Select(digits =>
            digits.Reverse().Aggregate(0L, (value, digit) => (value * spec.Base) + digit))];
}
