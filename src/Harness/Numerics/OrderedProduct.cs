using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnMemory.Numerics;

/// <summary>
/// Products of matrices in binary64: each element is one sum of rounded products in ascending order, starting from zero. Vectors run over
/// elements, never over terms, and no multiply-add is fused, so the bits are the same everywhere.
/// </summary>
public static class OrderedProduct
{
    // Rows that are added together, so that a sum is loaded and stored once for all of them.
    private const int Together = 8;

    /// <summary>c = aᵀ b, the sums over rows.</summary>
    /// <param name="a">[rows, m].</param>
    /// <param name="b">[rows, n].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="c">Receives [m, n].</param>
    public static void OfTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int rows, Span<double> c)
    {
        (int m, int n) = (a.Length / rows, b.Length / rows);
        c.Clear();
        for (int row = 0; row < rows; row += Together)
        {
            int count = Math.Min(Together, rows - row);
            for (int i = 0; i < m; i++)
            {
                AddRows(a[((row * m) + i)..], m, b.Slice(row * n, count * n), count, c.Slice(i * n, n));
            }
        }
    }

    /// <summary>c = a b.</summary>
    /// <param name="a">[rows, m].</param>
    /// <param name="b">[m, n].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="c">Receives [rows, n].</param>
    public static void Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int rows, Span<double> c)
    {
        (int m, int n) = (a.Length / rows, c.Length / rows);
        c.Clear();
        for (int term = 0; term < m; term += Together)
        {
            int count = Math.Min(Together, m - term);
            for (int row = 0; row < rows; row++)
            {
                AddRows(a[((row * m) + term)..], 1, b.Slice(term * n, count * n), count, c.Slice(row * n, n));
            }
        }
    }

    // sum += factors[0] * row 0, then += factors[step] * row 1, and so on.
    private static void AddRows(ReadOnlySpan<double> factors, int step, ReadOnlySpan<double> rows, int count, Span<double> sum)
    {
        int n = sum.Length;
        int at = 0;
        ref double first = ref MemoryMarshal.GetReference(rows);
        ref double target = ref MemoryMarshal.GetReference(sum);
        for (; at + Vector256<double>.Count <= n; at += Vector256<double>.Count)
        {
            Vector256<double> chain = Vector256.LoadUnsafe(ref target, (nuint)at);
            for (int k = 0; k < count; k++)
            {
                chain += Vector256.Create(factors[k * step]) * Vector256.LoadUnsafe(ref first, (nuint)((k * n) + at));
            }

            chain.StoreUnsafe(ref target, (nuint)at);
        }

        for (; at < n; at++)
        {
            for (int k = 0; k < count; k++)
            {
                sum[at] += factors[k * step] * rows[(k * n) + at];
            }
        }
    }
}
