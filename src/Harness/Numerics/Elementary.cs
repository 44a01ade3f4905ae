using static RnnMemory.Numerics.FloatFma;

namespace RnnMemory.Numerics;

/// <summary>
/// exp, log, tanh and the sigmoids in binary32, from fused multiply-add, ×, +, / and integer moves of bits only: the
/// specification of what <see cref="VectorElementary{TLanes,TVector}"/> computes many at a time, bit for bit.
/// Largest errors over all 2^32 inputs: exp 0.988 ulp, log 0.827 ulp, tanh 2.419 ulp, sigmoid 2.402 ulp; the vector forms have the
/// same bits for every one of them.
/// </summary>
public static class Elementary
{
    internal const float Log2E = 1.44269504f;

    /// <summary>ln 2 as the sum of two binary32: with FMA, products with small integers are exact.</summary>
    internal const float Ln2High = 0.693147182f;

    internal const float Ln2Low = -1.90465421e-9f;

    /// <summary>1.5 · 2^23: adding it rounds to an integer, which is then in the low bits.</summary>
    internal const float RoundingShift = 12582912f;

    internal const float ExpMin = -104f;
    internal const float ExpMax = 89f;

    /// <summary>For larger arguments tanh rounds to 1.</summary>
    internal const float TanhMax = 9.02f;

    // (e^r - 1 - r) / r² on |r| <= ln(2)/2, fitted at Chebyshev nodes; relative error of e^r - 1: 1.7e-9.
    internal const float E0 = 0.5f;
    internal const float E1 = 0.16666667f;
    internal const float E2 = 0.041666467f;
    internal const float E3 = 0.00833331f;
    internal const float E4 = 0.001393365f;
    internal const float E5 = 0.00019890991f;

    // (ln(1+f) - f + f²/2) / f³ on [√½ - 1, √2 - 1], fitted the same way; relative error of ln(1+f): 3.4e-9.
    internal const float L0 = 0.33333331f;
    internal const float L1 = -0.24999997f;
    internal const float L2 = 0.20000716f;
    internal const float L3 = -0.16667803f;
    internal const float L4 = 0.14249058f;
    internal const float L5 = -0.12425687f;
    internal const float L6 = 0.1168542f;
    internal const float L7 = -0.11479734f;
    internal const float L8 = 0.069716118f;

    internal const float SmallestNormal = 1.17549435e-38f;

    /// <summary>The bits of √½: subtracting them makes an exponent change at √½ instead of at 1.</summary>
    internal const int SqrtHalfBits = 0x3F3504F3;

    /// <summary>e^x.</summary>
    public static float Exp(float x)
    {
        x = x > ExpMax ? ExpMax : x;
        x = ExpMin > x ? ExpMin : x;
        (float n, float p) = ReduceExp(x);

        // Two factors, because 2^n may be subnormal or too large where e^x is neither.
        float half = Compute(n, 0.5f, RoundingShift) - RoundingShift;
        return (1f + p) * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>The natural logarithm.</summary>
    public static float Log(float x)
    {
        bool subnormal = SmallestNormal > x;
        (float exponent, float mantissa) = SplitAtSqrtHalf(subnormal ? x * 8388608f : x);
        exponent = subnormal ? exponent - 23f : exponent;
        float f = mantissa - 1f;
        float square = f * f;
        float r = Compute(f, L8, L7);
        r = Compute(f, r, L6);
        r = Compute(f, r, L5);
        r = Compute(f, r, L4);
        r = Compute(f, r, L3);
        r = Compute(f, r, L2);
        r = Compute(f, r, L1);
        r = Compute(f, r, L0);
        float y = Compute(f * square, r, exponent * Ln2Low);
        y = Compute(square, -0.5f, y);
        float result = Compute(exponent, Ln2High, f + y);
        result = x > float.MaxValue ? x : result;
        result = x == 0f ? float.NegativeInfinity : result;
        result = 0f > x ? float.NaN : result;
        return float.IsNaN(x) ? x : result;
    }

    /// <summary>The hyperbolic tangent; odd to the bit.</summary>
    public static float Tanh(float x)
    {
        float magnitude = MathF.Abs(x);
        magnitude = magnitude > TanhMax ? TanhMax : magnitude;
        (float n, float p) = ReduceExp(magnitude + magnitude);
        float scale = PowerOfTwo(n);
        float expm1 = Compute(scale, p, scale - 1f);
        return MathF.CopySign(expm1 / (expm1 + 2f), x);
    }

    /// <summary>1 / (1 + e^-x), from e^-|x|, which does not overflow.</summary>
    public static float Sigmoid(float x)
    {
        float e = Exp(-MathF.Abs(x));
        return (0f > x ? e : 1f) / (1f + e);
    }

    /// <summary>clip(0.2 x + 0.5, 0, 1), the product rounded before the sum as in Keras.</summary>
    public static float HardSigmoid(float x)
    {
        float y = (0.2f * x) + 0.5f;
        y = 0f > y ? 0f : y;
        return y > 1f ? 1f : y;
    }

    // x = n ln 2 + r; gives n and e^r - 1.
    private static (float N, float P) ReduceExp(float x)
    {
        float n = Compute(x, Log2E, RoundingShift) - RoundingShift;
        float r = Compute(n, -Ln2High, x);
        r = Compute(n, -Ln2Low, r);
        float q = Compute(r, E5, E4);
        q = Compute(r, q, E3);
        q = Compute(r, q, E2);
        q = Compute(r, q, E1);
        q = Compute(r, q, E0);
        return (n, Compute(r * r, q, r));
    }

    internal static float PowerOfTwo(float n) =>
        BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(n + RoundingShift) << 23) + 0x3F800000);

    // x = mantissa · 2^exponent with the mantissa in [√½, √2).
    internal static (float Exponent, float Mantissa) SplitAtSqrtHalf(float x)
    {
        int bits = BitConverter.SingleToInt32Bits(x);
        int exponent = (bits - SqrtHalfBits) >> 23;
        return (exponent, BitConverter.Int32BitsToSingle(bits - (exponent << 23)));
    }
}
