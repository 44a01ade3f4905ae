using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// C[m, n] = start[m, n] + Σ over k, ascending, of A[m, k] · B[k, n], one fused multiply-add chain per output as the numeric
/// contract demands. Lanes run over n, rows over m; A's strides are free, so that the same kernel serves the forward pass
/// (A = hidden states), the backward pass (A = gradients, B transposed) and the weight gradient (A = hidden states read
/// down a column, both operands walked backwards in time).
/// </summary>
internal static unsafe partial class MatrixProduct<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Computes C for all rows and vectors of n.</summary>
    /// <remarks>
    /// Column panels are the outer loop: a panel of B (two vectors wide, 16 KB at 128 rows) stays in the first-level cache
    /// while all rows pass over it.
    /// </remarks>
    public static void Run(in Operands x)
    {
        if (x.Terms == null)
        {
            Run<EveryTerm>(in x);
        }
        else
        {
            Run<ListedTerms>(in x);
        }
    }

    private static void Run<TTerms>(in Operands x)
        where TTerms : struct, ITerms
    {
        int vector = 0;
        for (; vector + 2 <= x.Vectors; vector += 2)
        {
            int row = 0;
            for (; TLanes.TileRows == 8 && row + 8 <= x.Rows; row += 8)
            {
                Tile8x2<TTerms>(in x, row, vector);
            }

            for (; row + 4 <= x.Rows; row += 4)
            {
                Tile4x2<TTerms>(in x, row, vector);
            }

            if (row + 2 <= x.Rows)
            {
                Tile2x2<TTerms>(in x, row, vector);
                row += 2;
            }

            if (row < x.Rows)
            {
                Tile1x2<TTerms>(in x, row, vector);
            }
        }

        if (vector < x.Vectors)
        {
            RunLastVector<TTerms>(in x, vector);
        }
    }

    private static void RunLastVector<TTerms>(in Operands x, int vector)
        where TTerms : struct, ITerms
    {
        int row = 0;
        for (; row + 8 <= x.Rows; row += 8)
        {
            Tile8x1<TTerms>(in x, row, vector);
        }

        if (row + 4 <= x.Rows)
        {
            Tile4x1<TTerms>(in x, row, vector);
            row += 4;
        }

        if (row + 2 <= x.Rows)
        {
            Tile2x1<TTerms>(in x, row, vector);
            row += 2;
        }

        if (row < x.Rows)
        {
            Tile1x1<TTerms>(in x, row, vector);
        }
    }
}
