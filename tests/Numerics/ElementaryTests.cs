using RnnMemory.Checks.Elementary;
using RnnMemory.Numerics;
using Xunit;

namespace RnnMemory.Tests.Numerics;

/// <summary>Laws of the elementary functions; their bits and their accuracy are in ElementarySweepTests.</summary>
public class ElementaryTests
{
    [Fact]
    public void Tanh_is_odd_and_bounded()
    {
        foreach (float x in ElementaryFunction.Sample(stride: 20_443).Where(x => !float.IsNaN(x)))
        {
            Assert.Equal(BitConverter.SingleToUInt32Bits(-Elementary.Tanh(x)), BitConverter.SingleToUInt32Bits(Elementary.Tanh(-x)));
            Assert.InRange(Elementary.Tanh(x), -1f, 1f);
        }
    }

    [Theory]
    [InlineData(-2.5f, 0f)]
    [InlineData(2.5f, 1f)]
    [InlineData(0f, 0.5f)]
    [InlineData(1f, 0.7f)]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(float.PositiveInfinity, 1f)]
    public void Hard_sigmoid_is_a_clipped_line(float x, float expected) => Assert.Equal(expected, Elementary.HardSigmoid(x));

    [Fact]
    public void Not_a_number_stays_not_a_number() => Assert.All(ElementaryFunction.All, function => Assert.True(float.IsNaN(function.Scalar(float.NaN))));
}
