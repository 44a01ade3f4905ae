using System.Runtime.CompilerServices;

namespace RnnMemory.Numerics;

/// <summary>
/// The natural logarithm in binary64 from +, −, ×, ÷ and bit moves only: the same bits on every machine, which
/// <see cref="Math.Log(double)"/> does not promise. Meant for random numbers and set-up, not for inner loops.
/// </summary>
public static class Log64
{
    // ln 2 in two parts; the upper one has 33 bits, so that its product with any exponent is exact.
    private const double Ln2Upper = 0.6931471804855391;
    private const double Ln2Lower = 7.440617110012397e-11;

    private const int MantissaBits = 52, ExponentBias = 1023;
    private const ulong MantissaMask = (1ul << MantissaBits) - 1;
    private const double Sqrt2 = 1.4142135623730951;

    /// <summary>ln x, within one ULP of the correctly rounded value.</summary>
    /// <param name="x">Positive, normal and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">x is zero, negative, subnormal, infinite or NaN.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log(double x)
    {
        if (!(double.IsNormal(x) && x > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "The logarithm takes positive normal numbers.");
        }

        // x = 2^k · (1 + f) with √½ < 1 + f ≤ √2.
        ulong bits = BitConverter.DoubleToUInt64Bits(x);
        int k = (int)(bits >> MantissaBits) - ExponentBias;
        double mantissa = BitConverter.UInt64BitsToDouble((bits & MantissaMask) | ((ulong)ExponentBias << MantissaBits));
        if (mantissa > Sqrt2)
        {
            mantissa *= 0.5;
            k++;
        }

        // ln(1 + f) = 2 artanh(s) = 2s + s·r with s = f / (2 + f), and 2s = f − f²/2 + s·f²/2 keeps the bits of f.
        double f = mantissa - 1;
        double s = f / (2 + f);
        double r = ArtanhRemainder(s * s);
        double half = 0.5 * f * f;
        return (k * Ln2Upper) - ((half - ((s * (half + r)) + (k * Ln2Lower))) - f);
    }

    // 2z/3 + 2z²/5 + ... + 2z¹⁰/21; with z ≤ 0.0295 the omitted terms are below 2⁻⁵⁹.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ArtanhRemainder(double z)
    {
        double sum = 0;
        for (int odd = 21; odd >= 3; odd -= 2)
        {
            sum = z * (sum + (2.0 / odd));
        }

        return sum;
    }
}
