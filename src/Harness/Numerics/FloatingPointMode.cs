using RnnMemory.Basics;

namespace RnnMemory.Numerics;

/// <summary>
/// How the processor treats binary32 and binary64 numbers on the current thread. The numeric contract needs the mode in which every
/// process starts: results are rounded to the nearest number, ties to even, and subnormal numbers count. Native libraries can change the
/// mode of a thread and of the threads that it starts, e.g. by code built with -ffast-math; no instruction reports that.
/// </summary>
/// <remarks>
/// .NET has no access to the control register (MXCSR, FPCR), so a few operations are computed whose results differ between the modes.
/// They take nanoseconds.
/// </remarks>
public static class FloatingPointMode
{
    private const int OneAndOneUlp = 0x3F80_0001;
    private const int MinusOneAndOneUlp = unchecked((int)0xBF80_0001);

    // Volatile, so that the compiler computes nothing of this ahead of time: the processor must, in the mode it is in.
    private static volatile float one = 1f;
    private static volatile float quarterUlp = 2.9802322e-8f;
    private static volatile float threeQuarterUlp = 8.940697e-8f;
    private static volatile float two = 2f;
    private static volatile float half = 0.5f;
    private static volatile float smallestNormal = 1.17549435e-38f;
    private static volatile float subnormal = 5.877472e-39f;

    /// <summary>What differs from the mode that the numeric contract needs, in a few words; null if nothing does.</summary>
    public static string? Deviation()
    {
        // Bits are compared, since a comparison of numbers depends on the mode, too.
        bool flushed = Bits(smallestNormal * half) == 0;
        bool readAsZero = Bits(subnormal * two) == 0;
        string?[] found =
        [
            Rounding(),
            flushed ? "subnormal results are flushed to zero" : null,
            readAsZero ? "subnormal operands count as zero" : null,
        ];
        string[] deviations = [.. found.OfType<string>()];
        return deviations.Length == 0 ? null : string.Join(", ", deviations);
    }

    /// <summary>Refuses to compute numbers in another mode.</summary>
    /// <exception cref="UserError">The current thread's mode changes results.</exception>
    public static void Require()
    {
        if (Deviation() is { } deviation)
        {
            throw new UserError(
                $"The processor's floating-point mode changes results: {deviation}. Expected: results are rounded to the nearest number and subnormal numbers count. A native library in this process has set the mode, e.g. one named by LD_PRELOAD or built with -ffast-math; start again without it.");
        }
    }

    // The exact sums lie between two neighbouring numbers, one quarter or three quarters of the way.
    private static string? Rounding()
    {
        bool quarterGoesUp = Bits(one + quarterUlp) == OneAndOneUlp;
        bool threeQuartersGoUp = Bits(one + threeQuarterUlp) == OneAndOneUlp;
        bool negativeQuarterGoesDown = Bits(-one - quarterUlp) == MinusOneAndOneUlp;
        return (quarterGoesUp, threeQuartersGoUp, negativeQuarterGoesDown) switch
        {
            (false, true, false) => null,
            (true, true, false) => "results are rounded toward plus infinity",
            (false, false, true) => "results are rounded toward minus infinity",
            (false, false, false) => "results are rounded toward zero",
            _ => "results are rounded in an unknown way",
        };
    }

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(value);
}
