using RnnMemory.Numerics;
using Xunit;

namespace RnnMemory.Tests.Numerics;

/// <summary>Accuracy of the elementary functions against binary64, over a sample of all 2^32 binary32 inputs.</summary>
public class ElementaryTests
{
    // A prime stride visits every exponent and both signs, about 210,000 inputs.
    private const uint Stride = 20_443;

    public static TheoryData<string, double> Functions() => new()
    {
        { "exp", 1.0 },
        { "log", 1.0 },
        { "tanh", 2.5 },
        { "sigmoid", 2.5 },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Function_stays_within_its_stated_error(string name, double ulps)
    {
        (Func<float, float> function, Func<double, double> reference) = Named(name);
        double worst = 0;
        float at = 0;
        foreach (float x in Sample())
        {
            double exact = reference(x);
            float actual = function(x);
            if (double.IsNaN(exact) || double.IsInfinity((float)exact) || (float)exact == 0f)
            {
                Assert.Equal((float)exact, actual);
                continue;
            }

            double error = Math.Abs(actual - exact) / Ulp((float)exact);
            (worst, at) = error > worst ? (error, x) : (worst, at);
        }

        Assert.True(worst <= ulps, $"{name}({at:R}) is {worst:F3} ulp off.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: at most {worst:F3} ulp, at {at:R}");
    }

    [Fact]
    public void Tanh_is_odd_and_bounded()
    {
        foreach (float x in Sample().Where(x => !float.IsNaN(x)))
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

    [Theory]
    [InlineData("exp")]
    [InlineData("log")]
    [InlineData("tanh")]
    [InlineData("sigmoid")]
    [InlineData("hard-sigmoid")]
    public void Not_a_number_stays_not_a_number(string name) => Assert.True(float.IsNaN(Named(name).Function(float.NaN)));

    internal static IEnumerable<float> Sample()
    {
        for (uint bits = 0; bits <= uint.MaxValue - Stride; bits += Stride)
        {
            yield return BitConverter.UInt32BitsToSingle(bits);
        }

        float[] corners =
        [
            0f, -0f, 1f, -1f, 0.5f, float.Epsilon, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity,
            88.72283f, 88.72284f, -87.33655f, -103.97f, -103.98f, 9.01f, 9.02f, 9.03f, 1.1754944e-38f, 1.1754942e-38f,
        ];
        foreach (float x in corners)
        {
            yield return x;
        }
    }

    internal static (Func<float, float> Function, Func<double, double> Reference) Named(string name) => name switch
    {
        "exp" => (Elementary.Exp, Math.Exp),
        "log" => (Elementary.Log, Math.Log),
        "tanh" => (Elementary.Tanh, Math.Tanh),
        "sigmoid" => (Elementary.Sigmoid, x => 1 / (1 + Math.Exp(-x))),
        _ => (Elementary.HardSigmoid, x => Math.Clamp((0.2 * x) + 0.5, 0, 1)),
    };

    // The distance between neighbouring binary32 values around x.
    private static double Ulp(float x)
    {
        float magnitude = MathF.Abs(x);
        return magnitude == float.MaxValue ? magnitude - (double)MathF.BitDecrement(magnitude) : MathF.BitIncrement(magnitude) - (double)magnitude;
    }
}
