using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// C[m, n] = start[m, n] + Σ over k, ascending, of A[m, k] · B[k, n], with one fused multiply-add chain per output as the numeric
/// contract requires. Lanes run over n, rows over m; A's strides are free, so that the same kernel serves the forward pass (A = hidden
/// states), the backward pass (A = gradients, B transposed) and the weight gradient (A = hidden states read down a column, both operands
/// walked backwards in time).
/// </summary>
internal static unsafe partial class MatrixProduct<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>From this width on, the wide tiles of leftover rows have eight chains.</summary>
    private const int NarrowVectors = 4;

    /// <summary>Computes C for all rows and vectors of n.</summary>
    /// <remarks>
    /// Column panels are the outer loop: a panel of B (two vectors wide, 16 KB at 128 rows) stays in the first-level cache while all rows
    /// pass over it. The one to three rows that do not fill a tall tile come last and use wide tiles. In a narrow matrix, these have too
    /// few chains to hide their latency; there, three rows take a tall tile, of which the last two rows are the same.
    /// </remarks>
    public static void Run(in Operands x)
    {
        if (x.Lengths != null)
        {
            RunSingleRows<ListedTerms>(in x, 0);
        }
        else if (x.Terms != null)
        {
            Run<ListedTerms>(in x);
        }
        else
        {
            Run<EveryTerm>(in x);
        }
    }

    private static void Run<TTerms>(in Operands x)
        where TTerms : struct, ITerms
    {
        int row = x.Rows % 4 == 3 && x.Vectors < NarrowVectors ? x.Rows : x.Rows & ~3;
        int vector = 0;
        for (; vector + 2 <= x.Vectors; vector += 2)
        {
            RunPanel<TTerms>(in x, row, vector);
        }

        if (vector < x.Vectors)
        {
            RunLastVector<TTerms>(in x, row, vector);
        }

        if (row + 2 <= x.Rows)
        {
            RunTwoRows<TTerms>(in x, row);
            row += 2;
        }

        if (row < x.Rows)
        {
            RunSingleRows<TTerms>(in x, row);
        }
    }

    private static void RunPanel<TTerms>(in Operands x, int rows, int vector)
        where TTerms : struct, ITerms
    {
        int row = 0;
        for (; TLanes.TileRows == 8 && row + 8 <= rows; row += 8)
        {
            Tile8x2<TTerms>(in x, row, vector);
        }

        for (; row < rows; row += 4)
        {
            Tile4x2<TTerms>(in x, row, vector);
        }
    }

    private static void RunLastVector<TTerms>(in Operands x, int rows, int vector)
        where TTerms : struct, ITerms
    {
        int row = 0;
        for (; TLanes.TileRows == 8 && typeof(TTerms) == typeof(EveryTerm) && row + 16 <= rows; row += 16)
        {
            Tile16x1(in x, row, vector);
        }

        for (; row + 8 <= rows; row += 8)
        {
            Tile8x1<TTerms>(in x, row, vector);
        }

        for (; row < rows; row += 4)
        {
            Tile4x1<TTerms>(in x, row, vector);
        }
    }

    private static void RunTwoRows<TTerms>(in Operands x, int row)
        where TTerms : struct, ITerms
    {
        int vector = 0;
        for (; vector + 4 <= x.Vectors; vector += 4)
        {
            Tile2x4<TTerms>(in x, row, vector);
        }

        if (vector + 2 <= x.Vectors)
        {
            Tile2x2<TTerms>(in x, row, vector);
            vector += 2;
        }

        if (vector < x.Vectors)
        {
            Tile2x1<TTerms>(in x, row, vector);
        }
    }

    // Processes the rows from that one on, one at a time.
    private static void RunSingleRows<TTerms>(in Operands x, int row)
        where TTerms : struct, ITerms
    {
        int vector = 0;
        for (; vector + 8 <= x.Vectors; vector += 8)
        {
            Tile1x8<TTerms>(in x, row, vector);
        }

        if (vector + 4 <= x.Vectors)
        {
            Tile1x4<TTerms>(in x, row, vector);
            vector += 4;
        }

        if (vector + 2 <= x.Vectors)
        {
            Tile1x2<TTerms>(in x, row, vector);
            vector += 2;
        }

        if (vector < x.Vectors)
        {
            Tile1x1<TTerms>(in x, row, vector);
        }
    }
}
