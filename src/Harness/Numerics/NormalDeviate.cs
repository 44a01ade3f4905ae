using System.Runtime.CompilerServices;
using RnnMemory.Streams;

namespace RnnMemory.Numerics;

/// <summary>
/// Normal deviates by inversion, in binary64 from +, −, ×, ÷, square root and <see cref="Log64"/> only: the same bits on
/// every machine. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37
/// (1988) 477-484, routine PPND16, about 16 decimal digits.
/// </summary>
public static class NormalDeviate
{
    // Coefficients of the three rational approximations, highest power first.
    private static ReadOnlySpan<double> CentreTop =>
    [
        2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
        1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0,
    ];

    private static ReadOnlySpan<double> CentreBottom =>
    [
        5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
        5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1,
    ];

    private static ReadOnlySpan<double> NearTop =>
    [
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
        3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0,
    ];

    private static ReadOnlySpan<double> NearBottom =>
    [
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1,
    ];

    private static ReadOnlySpan<double> FarTop =>
    [
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0,
    ];

    private static ReadOnlySpan<double> FarBottom =>
    [
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1,
    ];

    /// <summary>
    /// A standard normal deviate from two words: the quantile of (k + ½) / 2⁵², where k is the upper 26 bits of the first word over the
    /// upper 26 bits of the second. Symmetric about zero and always finite (at most 8.2 in absolute value).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Next(ref WordSequence words)
    {
        ulong upper = words.Next() >> 6;
        ulong lower = words.Next() >> 6;
        return Quantile((((upper << 26) | lower) + 0.5) * (1.0 / (1ul << 52)));
    }

    /// <summary>The quantile z: a standard normal variable is below z with probability p.</summary>
    /// <param name="p">Strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not strictly between 0 and 1.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Quantile(double p)
    {
        if (!(p > 0 && p < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability strictly between 0 and 1 is expected.");
        }

        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            return q * Ratio(CentreTop, CentreBottom, 0.180625 - (q * q));
        }

        double r = Math.Sqrt(-Log64.Log(q < 0 ? p : 1 - p));
        double size = r <= 5 ? Ratio(NearTop, NearBottom, r - 1.6) : Ratio(FarTop, FarBottom, r - 5);
        return q < 0 ? -size : size;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Ratio(ReadOnlySpan<double> top, ReadOnlySpan<double> bottom, double x) =>
        Polynomial(top, x) / Polynomial(bottom, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double value = 0;
        foreach (double coefficient in coefficients)
        {
            value = (value * x) + coefficient;
        }

        return value;
    }
}
