using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Models;

public sealed class GradientClipTests
{
    [Theory]
    [InlineData(0, 1f)]
    [InlineData(6.5, 0.5f)]
    [InlineData(10.4, 0.8f)]
    [InlineData(13, 1f)]
    [InlineData(26, 1f)]
    public void Gradients_of_norm_13_are_scaled_down_to_the_norm_given_and_never_up(double clipNorm, float factor) =>
        Assert.Equal(factor, GradientClip.Factor(clipNorm, [3, -4, 12]));

    // 2^100 and 2^-100, whose squares are no binary32 numbers.
    [Theory]
    [InlineData(1.2676506e30f, 7.888609e-31f)]
    [InlineData(7.888609e-31f, 1f)]
    public void Squares_are_summed_in_binary64(float gradient, float factor) => Assert.Equal(factor, GradientClip.Factor(1, [gradient]));
}
