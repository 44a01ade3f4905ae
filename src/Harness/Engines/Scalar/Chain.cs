using RnnMemory.Numerics;

namespace RnnMemory.Engines.Scalar;

/// <summary>The only form that a sum of products has in the numeric contract: acc ← fma(a[k], b[k], acc), k ascending.</summary>
internal static class Chain
{
    /// <summary>Continues the chain <paramref name="acc"/> over <paramref name="count"/> products of two strided vectors.</summary>
    public static float Continue(float acc, ReadOnlySpan<float> a, int aStep, ReadOnlySpan<float> b, int bStep, int count)
    {
        for (int k = 0; k < count; k++)
        {
            acc = FloatFma.Compute(a[k * aStep], b[k * bStep], acc);
        }

        return acc;
    }
}
