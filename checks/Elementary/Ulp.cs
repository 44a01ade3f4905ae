namespace RnnMemory.Checks.Elementary;

/// <summary>
/// Errors in units in the last place of binary32: multiples of the distance between neighbouring values at the exact result.
/// </summary>
internal static class Ulp
{
    // 2^128, the first power of two that binary32 cannot hold, stands for a result that is rounded to infinity.
    private const double Overflow = 340282366920938463463374607431768211456.0;

    /// <summary>The error of a result; infinite if only one of the two values is NaN or an exact infinity.</summary>
    /// <param name="actual">The computed value.</param>
    /// <param name="exact">The true value, in binary64.</param>
    public static double Error(float actual, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(actual))
        {
            return double.IsNaN(exact) == float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        }

        if (double.IsNegativeInfinity(exact) || double.IsNegativeInfinity(actual))
        {
            return actual == exact ? 0 : double.PositiveInfinity;
        }

        double got = float.IsPositiveInfinity(actual) ? Overflow : actual;
        double wanted = Math.Min(exact, Overflow);
        return Math.Abs(got - wanted) / Of(wanted);
    }

    /// <summary>The distance between the binary32 values around x; below the normal numbers, the distance of subnormal ones.</summary>
    public static double Of(double x)
    {
        const int lowestExponent = -126, highestExponent = 127, fractionBits = 23, doubleBias = 1023, doubleFractionBits = 52;
        int exponent = (int)((BitConverter.DoubleToUInt64Bits(x) >> doubleFractionBits) & 0x7FF) - doubleBias;
        exponent = Math.Clamp(exponent, lowestExponent, highestExponent) - fractionBits;
        return BitConverter.UInt64BitsToDouble((ulong)(exponent + doubleBias) << doubleFractionBits);
    }
}
