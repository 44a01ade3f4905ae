using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using X86 = System.Runtime.Intrinsics.X86;

namespace RnnMemory.Numerics;

/// <summary>256-bit vectors: AVX2 with FMA, sixteen registers, or thirty-two with AVX-512.</summary>
internal unsafe struct Lanes8 : ILanes<Vector256<float>>
{
    public static int Count => 8;

    public static int TileRows => X86.Avx512F.VL.IsSupported ? 8 : 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Vector256<float> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> a, Vector256<float> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> a, Vector256<float> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Divide(Vector256<float> a, Vector256<float> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SquareRoot(Vector256<float> a) => Vector256.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Abs(Vector256<float> a) => Vector256.Abs(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> CopySign(Vector256<float> magnitude, Vector256<float> sign) =>
        Vector256.ConditionalSelect(Vector256.Create(-0f), sign, magnitude);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Fma(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Vector256.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> IfGreater(
        Vector256<float> a, Vector256<float> b, Vector256<float> then, Vector256<float> otherwise) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(a, b), then, otherwise);

    // The instruction is this very comparison, its second operand the answer where nothing is larger.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Larger(Vector256<float> a, Vector256<float> b) => X86.Avx.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Smaller(Vector256<float> a, Vector256<float> b) => X86.Avx.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> IfEqual(
        Vector256<float> a, Vector256<float> b, Vector256<float> then, Vector256<float> otherwise) =>
        Vector256.ConditionalSelect(Vector256.Equals(a, b), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Or(Vector256<float> a, Vector256<float> b) => a | b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ListNonZero(Vector256<float> a, int first, int* list)
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
    public static void StoreKept(float* target, Vector256<float> value, Vector256<float> keep)
    {
        float* lanes = (float*)&value;
        for (uint mask = NotZero(keep); mask != 0; mask &= mask - 1)
        {
            *target++ = lanes[BitOperations.TrailingZeroCount(mask)];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> PowerOfTwo(Vector256<float> n) =>
        (((n + Vector256.Create(Elementary.RoundingShift)).AsInt32() << 23) + Vector256.Create(0x3F800000)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SplitAtSqrtHalf(Vector256<float> x, out Vector256<float> exponent)
    {
        Vector256<int> bits = x.AsInt32();
        Vector256<int> e = (bits - Vector256.Create(Elementary.SqrtHalfBits)) >> 23;
        exponent = Vector256.ConvertToSingle(e);
        return (bits - (e << 23)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LookUp(float* table, int vectors, Vector256<float> indices)
    {
        // The instruction uses only an index's low bits, so the same indices work for every vector of the table.
        Vector256<int> at = indices.AsInt32();
        Vector256<float> found = X86.Avx2.PermuteVar8x32(Vector256.Load(table), at);
        for (int v = 1; v < vectors; v++)
        {
            Vector256<float> isHere = Vector256.GreaterThanOrEqual(at, Vector256.Create(v * Count)).AsSingle();
            found = Vector256.ConditionalSelect(isHere, X86.Avx2.PermuteVar8x32(Vector256.Load(table + (v * Count)), at), found);
        }

        return found;
    }

    public static void TransposeFour(float* source, nint sourceRow, float* target, nint targetRow)
    {
        // Each quarter of a register holds four columns of one row; four registers then hold four neighbouring rows each.
        Vector256<float> a = LoadRows(source, 4 * sourceRow);
        Vector256<float> b = LoadRows(source + sourceRow, 4 * sourceRow);
        Vector256<float> c = LoadRows(source + (2 * sourceRow), 4 * sourceRow);
        Vector256<float> d = LoadRows(source + (3 * sourceRow), 4 * sourceRow);
        TransposeQuarters(ref a, ref b, ref c, ref d);
        a.Store(target);
        b.Store(target + targetRow);
        c.Store(target + (2 * targetRow));
        d.Store(target + (3 * targetRow));
    }

    public static void TransposeBack(float* source, nint sourceRow, float* target, nint targetRow)
    {
        Vector256<float> a = Vector256.Load(source);
        Vector256<float> b = Vector256.Load(source + sourceRow);
        Vector256<float> c = Vector256.Load(source + (2 * sourceRow));
        Vector256<float> d = Vector256.Load(source + (3 * sourceRow));
        TransposeQuarters(ref a, ref b, ref c, ref d);
        StoreRows(a, target, 4 * targetRow);
        StoreRows(b, target + targetRow, 4 * targetRow);
        StoreRows(c, target + (2 * targetRow), 4 * targetRow);
        StoreRows(d, target + (3 * targetRow), 4 * targetRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeQuarters(
        ref Vector256<float> a, ref Vector256<float> b, ref Vector256<float> c, ref Vector256<float> d)
    {
        Vector256<double> ab = X86.Avx.UnpackLow(a, b).AsDouble();
        Vector256<double> cd = X86.Avx.UnpackLow(c, d).AsDouble();
        Vector256<double> abHigh = X86.Avx.UnpackHigh(a, b).AsDouble();
        Vector256<double> cdHigh = X86.Avx.UnpackHigh(c, d).AsDouble();
        a = X86.Avx.UnpackLow(ab, cd).AsSingle();
        b = X86.Avx.UnpackHigh(ab, cd).AsSingle();
        c = X86.Avx.UnpackLow(abHigh, cdHigh).AsSingle();
        d = X86.Avx.UnpackHigh(abHigh, cdHigh).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LoadRows(float* source, nint row) =>
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRows(Vector256<float> rows, float* target, nint row)
    {
        rows.GetLower().Store(target);
        rows.GetUpper().Store(target + row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NotZero(Vector256<float> a) => (~Vector256.Equals(a, Vector256<float>.Zero)).ExtractMostSignificantBits();
}
