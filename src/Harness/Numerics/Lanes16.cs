using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnMemory.Numerics;

/// <summary>512-bit vectors: AVX-512.</summary>
internal unsafe struct Lanes16 : ILanes<Vector512<float>>
{
    public static int Count => 16;

    public static int TileRows => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Vector512<float> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Subtract(Vector512<float> a, Vector512<float> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> a, Vector512<float> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Divide(Vector512<float> a, Vector512<float> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SquareRoot(Vector512<float> a) => Vector512.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Abs(Vector512<float> a) => Vector512.Abs(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> CopySign(Vector512<float> magnitude, Vector512<float> sign) =>
        Vector512.ConditionalSelect(Vector512.Create(-0f), sign, magnitude);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Fma(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> IfGreater(
        Vector512<float> a, Vector512<float> b, Vector512<float> then, Vector512<float> otherwise) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(a, b), then, otherwise);

    // The instruction is this very comparison, its second operand the answer where nothing is larger.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Larger(Vector512<float> a, Vector512<float> b) => Avx512F.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Smaller(Vector512<float> a, Vector512<float> b) => Avx512F.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> IfEqual(
        Vector512<float> a, Vector512<float> b, Vector512<float> then, Vector512<float> otherwise) =>
        Vector512.ConditionalSelect(Vector512.Equals(a, b), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Or(Vector512<float> a, Vector512<float> b) => a | b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ListNonZero(Vector512<float> a, int first, int* list)
    {
        Vector512<int> keep = NotZero(a).AsInt32();
        Avx512F.Compress(Vector512<int>.Zero, keep, Vector512<int>.Indices + Vector512.Create(first)).Store(list);
        return BitOperations.PopCount(keep.ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreKept(float* target, Vector512<float> value, Vector512<float> keep) =>
        Avx512F.Compress(Vector512<float>.Zero, NotZero(keep), value).Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PowerOfTwo(Vector512<float> n) =>
        (((n + Vector512.Create(Elementary.RoundingShift)).AsInt32() << 23) + Vector512.Create(0x3F800000)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SplitAtSqrtHalf(Vector512<float> x, out Vector512<float> exponent)
    {
        Vector512<int> bits = x.AsInt32();
        Vector512<int> e = (bits - Vector512.Create(Elementary.SqrtHalfBits)) >> 23;
        exponent = Vector512.ConvertToSingle(e);
        return (bits - (e << 23)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LookUp(float* table, int vectors, Vector512<float> indices)
    {
        // The instruction uses only an index's low bits, so the same indices work for every vector of the table.
        Vector512<int> at = indices.AsInt32();
        Vector512<float> found = Avx512F.PermuteVar16x32(Vector512.Load(table), at);
        for (int v = 1; v < vectors; v++)
        {
            Vector512<float> isHere = Vector512.GreaterThanOrEqual(at, Vector512.Create(v * Count)).AsSingle();
            found = Vector512.ConditionalSelect(isHere, Avx512F.PermuteVar16x32(Vector512.Load(table + (v * Count)), at), found);
        }

        return found;
    }

    public static void TransposeFour(float* source, nint sourceRow, float* target, nint targetRow)
    {
        // Each quarter of a register holds four columns of one row; four registers then hold four neighbouring rows each.
        Vector512<float> a = LoadRows(source, 4 * sourceRow);
        Vector512<float> b = LoadRows(source + sourceRow, 4 * sourceRow);
        Vector512<float> c = LoadRows(source + (2 * sourceRow), 4 * sourceRow);
        Vector512<float> d = LoadRows(source + (3 * sourceRow), 4 * sourceRow);
        TransposeQuarters(ref a, ref b, ref c, ref d);
        a.Store(target);
        b.Store(target + targetRow);
        c.Store(target + (2 * targetRow));
        d.Store(target + (3 * targetRow));
    }

    public static void TransposeBack(float* source, nint sourceRow, float* target, nint targetRow)
    {
        Vector512<float> a = Vector512.Load(source);
        Vector512<float> b = Vector512.Load(source + sourceRow);
        Vector512<float> c = Vector512.Load(source + (2 * sourceRow));
        Vector512<float> d = Vector512.Load(source + (3 * sourceRow));
        TransposeQuarters(ref a, ref b, ref c, ref d);
        StoreRows(a, target, 4 * targetRow);
        StoreRows(b, target + targetRow, 4 * targetRow);
        StoreRows(c, target + (2 * targetRow), 4 * targetRow);
        StoreRows(d, target + (3 * targetRow), 4 * targetRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> NotZero(Vector512<float> a) => ~Vector512.Equals(a, Vector512<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeQuarters(
        ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        Vector512<double> ab = Avx512F.UnpackLow(a, b).AsDouble();
        Vector512<double> cd = Avx512F.UnpackLow(c, d).AsDouble();
        Vector512<double> abHigh = Avx512F.UnpackHigh(a, b).AsDouble();
        Vector512<double> cdHigh = Avx512F.UnpackHigh(c, d).AsDouble();
        a = Avx512F.UnpackLow(ab, cd).AsSingle();
        b = Avx512F.UnpackHigh(ab, cd).AsSingle();
        c = Avx512F.UnpackLow(abHigh, cdHigh).AsSingle();
        d = Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LoadRows(float* source, nint row)
    {
        Vector512<float> rows = Vector128.Load(source).ToVector256Unsafe().ToVector512Unsafe();
        rows = Avx512F.InsertVector128(rows, Vector128.Load(source + row), 1);
        rows = Avx512F.InsertVector128(rows, Vector128.Load(source + (2 * row)), 2);
        return Avx512F.InsertVector128(rows, Vector128.Load(source + (3 * row)), 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRows(Vector512<float> rows, float* target, nint row)
    {
        Avx512F.ExtractVector128(rows, 0).Store(target);
        Avx512F.ExtractVector128(rows, 1).Store(target + row);
        Avx512F.ExtractVector128(rows, 2).Store(target + (2 * row));
        Avx512F.ExtractVector128(rows, 3).Store(target + (3 * row));
    }
}
