using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnMemory.Numerics;

/// <summary>128-bit vectors: NEON with thirty-two registers, or x86 with FMA and sixteen.</summary>
internal unsafe struct Lanes4 : ILanes<Vector128<float>>
{
    public static int Count => 4;

    public static int TileRows => AdvSimd.IsSupported ? 8 : 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Vector128<float> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> a, Vector128<float> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> a, Vector128<float> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Divide(Vector128<float> a, Vector128<float> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SquareRoot(Vector128<float> a) => Vector128.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Abs(Vector128<float> a) => Vector128.Abs(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> CopySign(Vector128<float> magnitude, Vector128<float> sign) =>
        Vector128.ConditionalSelect(Vector128.Create(-0f), sign, magnitude);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fma(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Vector128.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> IfGreater(
        Vector128<float> a, Vector128<float> b, Vector128<float> then, Vector128<float> otherwise) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), then, otherwise);

    // On x86 the instruction is this very comparison; NEON's own knows NaN and signed zeros otherwise.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Larger(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Max(a, b) : IfGreater(a, b, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Smaller(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Min(a, b) : IfGreater(b, a, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> IfEqual(
        Vector128<float> a, Vector128<float> b, Vector128<float> then, Vector128<float> otherwise) =>
        Vector128.ConditionalSelect(Vector128.Equals(a, b), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Or(Vector128<float> a, Vector128<float> b) => a | b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ListNonZero(Vector128<float> a, int first, int* list)
    {
        uint mask = NotZero(a);
        int count = BitOperations.PopCount(mask);
        for (; mask != 0; mask &= mask - 1)
        {
            *list++ = first + BitOperations.TrailingZeroCount(mask);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreKept(float* target, Vector128<float> value, Vector128<float> keep)
    {
        float* lanes = (float*)&value;
        for (uint mask = NotZero(keep); mask != 0; mask &= mask - 1)
        {
            *target++ = lanes[BitOperations.TrailingZeroCount(mask)];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> PowerOfTwo(Vector128<float> n) =>
        (((n + Vector128.Create(Elementary.RoundingShift)).AsInt32() << 23) + Vector128.Create(0x3F800000)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SplitAtSqrtHalf(Vector128<float> x, out Vector128<float> exponent)
    {
        Vector128<int> bits = x.AsInt32();
        Vector128<int> e = (bits - Vector128.Create(Elementary.SqrtHalfBits)) >> 23;
        exponent = Vector128.ConvertToSingle(e);
        return (bits - (e << 23)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LookUp(float* table, int vectors, Vector128<float> indices)
    {
        Vector128<int> at = indices.AsInt32();
        Vector128<int> within = at & Vector128.Create(Count - 1);
        Vector128<float> found = Vector128.Shuffle(Vector128.Load(table), within);
        for (int v = 1; v < vectors; v++)
        {
            Vector128<float> isHere = Vector128.GreaterThanOrEqual(at, Vector128.Create(v * Count)).AsSingle();
            found = Vector128.ConditionalSelect(isHere, Vector128.Shuffle(Vector128.Load(table + (v * Count)), within), found);
        }

        return found;
    }

    public static void TransposeFour(float* source, nint sourceRow, float* target, nint targetRow)
    {
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                target[(j * targetRow) + i] = source[(i * sourceRow) + j];
            }
        }
    }

    public static void TransposeBack(float* source, nint sourceRow, float* target, nint targetRow)
    {
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                target[(i * targetRow) + j] = source[(j * sourceRow) + i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NotZero(Vector128<float> a) => (~Vector128.Equals(a, Vector128<float>.Zero)).ExtractMostSignificantBits();
}
