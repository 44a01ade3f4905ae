using Xunit;

namespace RnnMemory.Tests.Torch;

/// <summary>Comparison of whole tensors by the Euclidean norm: one number that an error in any gate or block moves.</summary>
internal static class Distance
{
    /// <summary>Norm of actual − expected, divided by the norm of <paramref name="scale"/> (or of expected).</summary>
    public static double Relative(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, ReadOnlySpan<float> scale)
    {
        double squares = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            squares += Math.Pow((double)actual[i] - expected[i], 2);
        }

        double norm = 0;
        foreach (float value in scale)
        {
            norm += (double)value * value;
        }

        Assert.NotEqual(0, norm);
        return Math.Sqrt(squares / norm);
    }

    /// <summary>Asserts, tensor by tensor, that the relative distance is within the tolerance.</summary>
    public static void AssertWithin(double tolerance, Network network, float[] actual, float[] expected, float[]? scale = null)
    {
        foreach ((string name, Range range) in network.Tensors())
        {
            double distance = Relative(actual.AsSpan(range), expected.AsSpan(range), (scale ?? expected).AsSpan(range));
            Assert.True(distance <= tolerance, $"{name}: relative distance {distance:g3}, allowed {tolerance:g3}");
        }
    }
}
