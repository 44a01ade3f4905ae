using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnMemory.Numerics;

/// <summary>
/// Products of matrices in binary64, added to a matrix: each element takes up its rounded products one by one in ascending order. So a
/// product may be added in parts. Vectors run over elements, never over terms, and no multiply-add is fused, so the bits are the same
/// everywhere.
/// </summary>
public static class OrderedProduct
{
    // Terms that are added together, so that their rows of b stay in the cache while every sum takes them up.
    private const int Together = 64;

    // Sums that stay in registers while they take up the terms: this many rows, two vectors wide.
    private const int TileRows = 4;

    /// <summary>c += aᵀ b, the sums over rows.</summary>
    /// <param name="a">[rows, m].</param>
    /// <param name="b">[rows, n].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="c">[m, n].</param>
    public static void AddTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int rows, Span<double> c)
    {
        int m = a.Length / rows;
        AddTo(c, new Factors(a, 1, m), b, rows, m);
    }

    /// <summary>c += a b.</summary>
    /// <param name="a">[rows, m].</param>
    /// <param name="b">[m, n].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="c">[rows, n].</param>
    public static void Add(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int rows, Span<double> c)
    {
        int m = a.Length / rows;
        AddTo(c, new Factors(a, m, 1), b, m, rows);
    }

    // Row i of c takes up factor (i, k) times row k of b, for all k.
    private static void AddTo(Span<double> c, Factors factors, ReadOnlySpan<double> b, int terms, int rows)
    {
        int n = c.Length / rows;
        for (int term = 0; term < terms; term += Together)
        {
            int count = Math.Min(Together, terms - term);
            ReadOnlySpan<double> added = b.Slice(term * n, count * n);
            int row = 0;
            for (; row + TileRows <= rows; row += TileRows)
            {
                AddToTiles(factors.From(row, term), added, count, c.Slice(row * n, TileRows * n));
            }

            for (; row < rows; row++)
            {
                AddToRow(factors.From(row, term), added, count, c.Slice(row * n, n), 0);
            }
        }
    }

    private static void AddToTiles(Factors factors, ReadOnlySpan<double> b, int count, Span<double> c)
    {
        int n = c.Length / TileRows;
        int width = 2 * Vector256<double>.Count;
        int at = 0;
        for (; at + width <= n; at += width)
        {
            AddToTile(factors, b[at..], count, c[at..], n);
        }

        for (int row = 0; row < TileRows; row++)
        {
            AddToRow(factors.From(row, 0), b, count, c.Slice(row * n, n), at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddToTile(Factors factors, ReadOnlySpan<double> b, int count, Span<double> c, int n)
    {
        (nuint half, nuint next) = ((nuint)Vector256<double>.Count, (nuint)n);
        ref double sums = ref MemoryMarshal.GetReference(c);
        ref double line = ref MemoryMarshal.GetReference(b);
        ref double factor = ref MemoryMarshal.GetReference(factors.Values);
        (nuint down, nuint along) = ((nuint)factors.Down, (nuint)factors.Along);
        Vector256<double> s00 = Vector256.LoadUnsafe(ref sums), s01 = Vector256.LoadUnsafe(ref sums, half);
        Vector256<double> s10 = Vector256.LoadUnsafe(ref sums, next), s11 = Vector256.LoadUnsafe(ref sums, next + half);
        Vector256<double> s20 = Vector256.LoadUnsafe(ref sums, 2 * next), s21 = Vector256.LoadUnsafe(ref sums, (2 * next) + half);
        Vector256<double> s30 = Vector256.LoadUnsafe(ref sums, 3 * next), s31 = Vector256.LoadUnsafe(ref sums, (3 * next) + half);
        for (nuint k = 0; k < (nuint)count; k++)
        {
            Vector256<double> left = Vector256.LoadUnsafe(ref line, k * next), right = Vector256.LoadUnsafe(ref line, (k * next) + half);
            Vector256<double> f = Vector256.Create(Unsafe.Add(ref factor, k * along));
            s00 += f * left;
            s01 += f * right;
            f = Vector256.Create(Unsafe.Add(ref factor, down + (k * along)));
            s10 += f * left;
            s11 += f * right;
            f = Vector256.Create(Unsafe.Add(ref factor, (2 * down) + (k * along)));
            s20 += f * left;
            s21 += f * right;
            f = Vector256.Create(Unsafe.Add(ref factor, (3 * down) + (k * along)));
            s30 += f * left;
            s31 += f * right;
        }

        s00.StoreUnsafe(ref sums);
        s01.StoreUnsafe(ref sums, half);
        s10.StoreUnsafe(ref sums, next);
        s11.StoreUnsafe(ref sums, next + half);
        s20.StoreUnsafe(ref sums, 2 * next);
        s21.StoreUnsafe(ref sums, (2 * next) + half);
        s30.StoreUnsafe(ref sums, 3 * next);
        s31.StoreUnsafe(ref sums, (3 * next) + half);
    }

    // Elements of one row that fill no tile, from the given one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddToRow(Factors factors, ReadOnlySpan<double> b, int count, Span<double> sum, int at)
    {
        int n = sum.Length;
        ref double line = ref MemoryMarshal.GetReference(b);
        ref double sums = ref MemoryMarshal.GetReference(sum);
        for (; at + Vector256<double>.Count <= n; at += Vector256<double>.Count)
        {
            Vector256<double> chain = Vector256.LoadUnsafe(ref sums, (nuint)at);
            for (int k = 0; k < count; k++)
            {
                chain += Vector256.Create(factors[k]) * Vector256.LoadUnsafe(ref line, (nuint)((k * n) + at));
            }

            chain.StoreUnsafe(ref sums, (nuint)at);
        }

        for (; at < n; at++)
        {
            for (int k = 0; k < count; k++)
            {
                sum[at] += factors[k] * b[(k * n) + at];
            }
        }
    }

    // Factor (i, k) lies at i * Down + k * Along.
    private readonly ref struct Factors(ReadOnlySpan<double> values, int down, int along)
    {
        public ReadOnlySpan<double> Values { get; } = values;

        public int Down => down;

        public int Along => along;

        public double this[int k] => Values[k * along];

        public Factors From(int i, int k) => new(Values[((i * down) + (k * along))..], down, along);
    }
}
