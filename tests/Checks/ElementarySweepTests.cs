using RnnMemory.Checks.Elementary;
using Xunit;

namespace RnnMemory.Tests.Checks;

/// <summary>The check of `elementary`, which covers all 2^32 inputs, on a sample.</summary>
public sealed class ElementarySweepTests
{
    // A prime stride visits every exponent and both signs: 210,000 inputs.
    private static readonly float[] Sample = ElementaryFunction.Sample(stride: 20_443);

    public static TheoryData<string, int> Cases()
    {
        TheoryData<string, int> data = [];
        foreach (ElementaryFunction function in ElementaryFunction.All)
        {
            foreach (int lanes in new[] { 16, 8, 4, 1 })
            {
                data.Add(function.Name, lanes);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Vector_form_has_the_definitions_bits_and_that_its_stated_error(string name, int lanes)
    {
        Assert.SkipUnless(ElementaryFunction.Widths.Contains(lanes), $"This machine has no fused multiply-add on {lanes} lanes.");
        ElementaryFunction function = ElementaryFunction.All.Single(function => function.Name == name);
        ElementaryResult result = ElementarySweep.Over(function, Sample, [lanes]);

        Assert.Equal((0, ""), (result.Differences, result.FirstDifference));
        Assert.InRange(result.WorstUlp, 0, function.StatedUlp);
    }

    [Fact]
    public void Definition_that_differs_in_one_input_is_found_at_every_width()
    {
        ElementaryFunction exp = ElementaryFunction.All[0];
        ElementaryFunction broken = exp with { Scalar = x => x == 1f ? MathF.BitIncrement(exp.Scalar(x)) : exp.Scalar(x) };

        ElementaryResult result = ElementarySweep.Block(broken, 0x3F800000);

        Assert.Equal(ElementaryFunction.Widths.Count, result.Differences);
        Assert.StartsWith("exp(1) is 2.7182817 on ", result.FirstDifference);
        Assert.NotEqual(ElementarySweep.Block(exp, 0x3F800000).Bits, result.Bits);
    }

    [Fact]
    public void Large_error_is_found_with_its_place()
    {
        ElementaryFunction broken = ElementaryFunction.All[0] with { Scalar = x => x == 1f ? 2.71828f : (float)Math.Exp(x) };

        ElementaryResult result = ElementarySweep.Block(broken, 0x3F800000).Then(ElementarySweep.Block(broken, 0x3F810000));

        Assert.Equal(1f, result.WorstInput);
        Assert.InRange(result.WorstUlp, 7, 8);
        Assert.Equal(2 * ElementarySweep.BlockSize - 1, result.Rounded);
    }

    [Theory]
    [InlineData(1f, 1.0, 0.0)]
    [InlineData(1.0000001f, 1.0, 1.0)]
    [InlineData(0f, 0.7006492321624085e-45, 0.5)]
    [InlineData(float.MaxValue, 1e300, 1.0)]
    [InlineData(float.PositiveInfinity, 1e300, 0.0)]
    [InlineData(float.PositiveInfinity, 3.4028234663852886e38, 1.0)]
    [InlineData(float.NaN, double.NaN, 0.0)]
    [InlineData(float.NaN, 1.0, double.PositiveInfinity)]
    [InlineData(1f, double.NaN, double.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, double.NegativeInfinity, 0.0)]
    [InlineData(float.MinValue, double.NegativeInfinity, double.PositiveInfinity)]
    public void Error_counts_neighbouring_values(float actual, double exact, double ulps) => Assert.Equal(ulps, Ulp.Error(actual, exact), 1e-6);
}
