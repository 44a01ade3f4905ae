using CsCheck;
using RnnMemory.Streams;
using Xunit;

namespace RnnMemory.Tests.Streams;

public sealed class WordSequenceTests
{
    [Fact]
    public void Uniform_is_27_upper_and_26_lower_bits_of_two_words()
    {
        WordSequence words = new RandomStream(3, "test").At(9);
        WordSequence uniforms = words;
        for (int i = 0; i < 100; i++)
        {
            double expected = ((words.Next() >> 5) * 67_108_864.0 + (words.Next() >> 6)) / 9_007_199_254_740_992.0;
            Assert.Equal(expected, uniforms.NextUniform());
        }
    }

    [Fact]
    public void Integers_below_n_stay_below_n() =>
        Gen.Select(Gen.ULong, Gen.Int[1, int.MaxValue]).Sample((index, n) =>
        {
            WordSequence words = new RandomStream(0, "test").At(index);
            for (int i = 0; i < 50; i++)
            {
                Assert.InRange(words.NextBelow(n), 0, n - 1);
            }
        });

    // 2^32 words fall on 3 · 2^29 values in the pattern 3, 3, 2: without rejection the thirds would be 3/8, 3/8 and 2/8.
    [Fact]
    public void Integers_below_n_are_unbiased_where_n_does_not_divide_the_range()
    {
        const int n = 3 << 29;
        int[] thirds = new int[3];
        WordSequence words = new RandomStream(1, "test").At(0);
        const int draws = 90_000;
        for (int i = 0; i < draws; i++)
        {
            thirds[words.NextBelow(n) % 3]++;
        }

        // 2 degrees of freedom: 13.8 is exceeded once in a thousand.
        Assert.InRange(thirds.Sum(count => Math.Pow(count - (draws / 3), 2) / (draws / 3)), 0, 13.8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Integers_below_less_than_one_are_refused(int n) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(0, "test").At(0).NextBelow(n));

    [Fact]
    public void Draws_allocate_nothing()
    {
        var stream = new RandomStream(0, "test");
        Draw(stream);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int sum = Draw(stream);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.NotEqual(0, sum);
    }

    private static int Draw(RandomStream stream)
    {
        int sum = 0;
        for (ulong index = 0; index < 100; index++)
        {
            WordSequence words = stream.At(index);
            for (int i = 0; i < 40; i++)
            {
                sum += words.NextBelow(10);
            }
        }

        return sum;
    }
}
