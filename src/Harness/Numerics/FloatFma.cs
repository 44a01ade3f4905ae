using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using X86 = System.Runtime.Intrinsics.X86;

namespace RnnMemory.Numerics;

/// <summary>The fused multiply-add of the numeric contract: a·b + c rounded once, on every machine.</summary>
public static class FloatFma
{
    /// <summary>
    /// Whether the processor has the instruction. Without it, .NET would call the C library, and some C libraries round wrongly.
    /// </summary>
    public static bool IsHardware => X86.Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>a·b + c in binary32, rounded once to nearest even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Compute(float a, float b, float c) =>
        IsHardware ? MathF.FusedMultiplyAdd(a, b, c) : Emulate(a, b, c);

    /// <summary>
    /// The same bits without the instruction. The product of two binary32 is exact in binary64; the sum is rounded to odd
    /// there (Boldo and Melquiond 2008), so that the final rounding to binary32 is as if it were the only one.
    /// </summary>
    public static float Emulate(float a, float b, float c)
    {
        double product = (double)a * b;
        double sum = product + c;
        if (!double.IsFinite(sum))
        {
            return (float)sum;
        }

        // Knuth's TwoSum gives the rounding error of the addition.
        double addend = sum - product;
        double lost = (product - (sum - addend)) + (c - addend);
        long bits = BitConverter.DoubleToInt64Bits(sum);
        if (lost != 0 && (bits & 1) == 0)
        {
            bits += (lost > 0) == (sum > 0) ? 1 : -1;
        }

        return (float)BitConverter.Int64BitsToDouble(bits);
    }
}
