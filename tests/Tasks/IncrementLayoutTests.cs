using System.Numerics;
using CsCheck;
using RnnMemory.Engines;
using RnnMemory.Tasks;
using Xunit;
using static RnnMemory.Tests.Tasks.IncrementSamples;

namespace RnnMemory.Tests.Tasks;

public sealed class IncrementLayoutTests
{
    // Half of the digits are K − 1, so that long carries and the overflow are frequent.
    private static readonly Gen<(int Radix, byte[] Digits)> Numbers =
        from radix in Gen.Int[2, 256]
        from digits in Gen.OneOf(Gen.Const(radix - 1), Gen.Int[0, radix - 1]).Array[1, 40]
        select (radix, digits.Select(digit => (byte)digit).ToArray());

    [Fact]
    public void Second_half_is_the_successor_by_integer_arithmetic() =>
        Numbers.Sample(number =>
        {
            (int radix, byte[] digits) = number;
            using Minibatch batch = Present(Spec(radix, digits.Length), digits);
            int[] wanted = Wanted(batch);
            BigInteger successor = (Value(digits.Select(d => (int)d), radix) + 1) % BigInteger.Pow(radix, digits.Length);
            Assert.Equal(digits.Select(d => (int)d), wanted[..digits.Length]);
            Assert.Equal(successor, Value(wanted[digits.Length..], radix));
        });

    // Claim INC-1: what has been read by step N + j determines target N + j, in every order.
    [Fact]
    public void Oracle_that_reads_no_further_than_each_step_knows_the_doubled_targets() =>
        Gen.Select(Numbers, Gen.Long).Sample((number, seed) =>
        {
            (int radix, byte[] digits) = number;
            int n = digits.Length;
            IncrementTaskSpec spec = Spec(radix, n, n == 1 ? DigitOrder.Simple : DigitOrder.Complicated);
            int[] order = IncrementOrder.Of(spec, seed);
            using Minibatch batch = Present(spec, digits, seed);
            int[] shown = Shown(batch, radix), wanted = Wanted(batch);
            for (int j = 0; j < n; j++)
            {
                Assert.Equal(shown[j], wanted[j]);

                byte[] read = new byte[n];
                for (int step = 0; step <= n + j; step++)
                {
                    read[order[step % n]] = (byte)shown[step];
                }

                Assert.Equal(Increment(read, radix)[order[j]], wanted[n + j]);
            }
        });

    // The other half of claim INC-1: if the number is presented once, the same first digit can need different answers.
    [Fact]
    public void First_answer_is_not_determined_where_a_higher_digit_comes_first_and_only_once()
    {
        IncrementTaskSpec spec = Spec(4, 3, DigitOrder.Complicated) with { Permutation = [2, 0, 1], Doubled = false };
        using Minibatch carried = Present(spec, [3, 3, 1]);
        using Minibatch still = Present(spec, [0, 3, 1]);
        Assert.Equal(Shown(carried, 4)[0], Shown(still, 4)[0]);
        Assert.NotEqual(Wanted(carried)[0], Wanted(still)[0]);
    }

    [Fact]
    public void One_hot_input_has_a_single_one_per_step()
    {
        using Minibatch batch = Present(Spec(10, 7), [9, 8, 7, 0, 1, 2, 3]);
        Assert.Equal(10, batch.Width);
        Assert.Equal(14, batch.Inputs.ToArray().Count(value => value == 1));
        Assert.Equal(126, batch.Inputs.ToArray().Count(value => value == 0));
    }

    [Fact]
    public void Scalar_input_is_the_digit_over_the_highest_digit()
    {
        using Minibatch batch = Present(Spec(5, 3) with { Encoding = DigitEncoding.Scalar }, [4, 0, 1]);
        Assert.Equal([1f, 0f, 0.25f, 1f, 0f, 0.25f], batch.Inputs.ToArray());
    }

    [Theory]
    [InlineData(DigitEncoding.OneHot, new float[] { 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1 })]
    [InlineData(DigitEncoding.Scalar, new float[] { 1, 0, 0, 0, 1, 1, 0, 1 })]
    public void Phase_marker_is_one_more_input_that_is_on_in_the_second_half(DigitEncoding encoding, float[] expected)
    {
        using Minibatch batch = Present(Spec(2, 2) with { Encoding = encoding, PhaseMarker = true }, [1, 0]);
        Assert.Equal(expected, batch.Inputs.ToArray());
    }

    [Fact]
    public void Number_presented_once_asks_for_the_successor_at_once()
    {
        using Minibatch batch = Present(Spec(4, 5) with { Doubled = false }, [3, 3, 1, 0, 2]);
        Assert.Equal("33102", string.Concat(Shown(batch, 4)));
        Assert.Equal("00202", string.Concat(Wanted(batch)));
    }

    [Theory]
    [InlineData(true, true, 5)]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 0)]
    public void Loss_on_the_second_half_scores_from_its_first_step_on(bool doubled, bool secondHalf, int first)
    {
        using Minibatch batch = Present(Spec(4, 5) with { Doubled = doubled, LossOnSecondHalf = secondHalf }, [3, 3, 1, 0, 2]);
        Assert.Equal(first, batch.FirstScored);
    }

    private static BigInteger Value(IEnumerable<int> digits, int radix) =>
        digits.Reverse().Aggregate(BigInteger.Zero, (value, digit) => (value * radix) + digit);
}
