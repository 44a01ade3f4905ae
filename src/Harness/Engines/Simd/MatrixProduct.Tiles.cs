using System.Runtime.CompilerServices;

namespace RnnMemory.Engines.Simd;

/// <content>
/// The register tiles of 8 or 4 rows by two vectors or one. Every accumulator is a local, so that it stays in a
/// register for the whole chain; the rows are written out because the JIT does not keep an array of vectors in registers.
/// Tiles differ in shape only, never in the order of a sum. The tiles of four rows also take three, the last of them twice.
/// </content>
internal static unsafe partial class MatrixProduct<TLanes, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x2<TTerms>(in Operands x, int row, int vector)
        where TTerms : struct, ITerms
    {
        (nint aStep, nint bStep, nint length) = (x.AStep, x.BStep, x.Length);
        int* terms = x.Terms;
        float* a = x.A + (row * x.ARow);
        float* b = x.B + (vector / 2 * x.BPanel);
        float* start = x.Start + (row * x.StartRow) + (vector * TLanes.Count);
        float* c = x.C + (row * x.CRow) + (vector * TLanes.Count);
        float* a1 = a + x.ARow;
        float* a2 = a + (2 * x.ARow);
        float* a3 = a + (3 * x.ARow);
        float* a4 = a + (4 * x.ARow);
        float* a5 = a + (5 * x.ARow);
        float* a6 = a + (6 * x.ARow);
        float* a7 = a + (7 * x.ARow);
        TVector c00 = TLanes.Load(start);
        TVector c01 = TLanes.Load(start + TLanes.Count);
        TVector c10 = TLanes.Load(start + x.StartRow);
        TVector c11 = TLanes.Load(start + x.StartRow + TLanes.Count);
        TVector c20 = TLanes.Load(start + (2 * x.StartRow));
        TVector c21 = TLanes.Load(start + (2 * x.StartRow) + TLanes.Count);
        TVector c30 = TLanes.Load(start + (3 * x.StartRow));
        TVector c31 = TLanes.Load(start + (3 * x.StartRow) + TLanes.Count);
        TVector c40 = TLanes.Load(start + (4 * x.StartRow));
        TVector c41 = TLanes.Load(start + (4 * x.StartRow) + TLanes.Count);
        TVector c50 = TLanes.Load(start + (5 * x.StartRow));
        TVector c51 = TLanes.Load(start + (5 * x.StartRow) + TLanes.Count);
        TVector c60 = TLanes.Load(start + (6 * x.StartRow));
        TVector c61 = TLanes.Load(start + (6 * x.StartRow) + TLanes.Count);
        TVector c70 = TLanes.Load(start + (7 * x.StartRow));
        TVector c71 = TLanes.Load(start + (7 * x.StartRow) + TLanes.Count);
        for (nint term = 0; term < length; term++)
        {
            nint k = TTerms.At(terms, term);
            nint i = k * aStep;
            float* bk = b + (k * bStep);
            TVector b0 = TLanes.Load(bk);
            TVector b1 = TLanes.Load(bk + TLanes.Count);
            TVector x0 = TLanes.Broadcast(a[i]);
            c00 = TLanes.Fma(x0, b0, c00);
            c01 = TLanes.Fma(x0, b1, c01);
            TVector x1 = TLanes.Broadcast(a1[i]);
            c10 = TLanes.Fma(x1, b0, c10);
            c11 = TLanes.Fma(x1, b1, c11);
            TVector x2 = TLanes.Broadcast(a2[i]);
            c20 = TLanes.Fma(x2, b0, c20);
            c21 = TLanes.Fma(x2, b1, c21);
            TVector x3 = TLanes.Broadcast(a3[i]);
            c30 = TLanes.Fma(x3, b0, c30);
            c31 = TLanes.Fma(x3, b1, c31);
            TVector x4 = TLanes.Broadcast(a4[i]);
            c40 = TLanes.Fma(x4, b0, c40);
            c41 = TLanes.Fma(x4, b1, c41);
            TVector x5 = TLanes.Broadcast(a5[i]);
            c50 = TLanes.Fma(x5, b0, c50);
            c51 = TLanes.Fma(x5, b1, c51);
            TVector x6 = TLanes.Broadcast(a6[i]);
            c60 = TLanes.Fma(x6, b0, c60);
            c61 = TLanes.Fma(x6, b1, c61);
            TVector x7 = TLanes.Broadcast(a7[i]);
            c70 = TLanes.Fma(x7, b0, c70);
            c71 = TLanes.Fma(x7, b1, c71);
        }

        TLanes.Store(c, c00);
        TLanes.Store(c + TLanes.Count, c01);
        TLanes.Store(c + x.CRow, c10);
        TLanes.Store(c + x.CRow + TLanes.Count, c11);
        TLanes.Store(c + (2 * x.CRow), c20);
        TLanes.Store(c + (2 * x.CRow) + TLanes.Count, c21);
        TLanes.Store(c + (3 * x.CRow), c30);
        TLanes.Store(c + (3 * x.CRow) + TLanes.Count, c31);
        TLanes.Store(c + (4 * x.CRow), c40);
        TLanes.Store(c + (4 * x.CRow) + TLanes.Count, c41);
        TLanes.Store(c + (5 * x.CRow), c50);
        TLanes.Store(c + (5 * x.CRow) + TLanes.Count, c51);
        TLanes.Store(c + (6 * x.CRow), c60);
        TLanes.Store(c + (6 * x.CRow) + TLanes.Count, c61);
        TLanes.Store(c + (7 * x.CRow), c70);
        TLanes.Store(c + (7 * x.CRow) + TLanes.Count, c71);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x2<TTerms>(in Operands x, int row, int vector)
        where TTerms : struct, ITerms
    {
        (nint aStep, nint bStep, nint length) = (x.AStep, x.BStep, x.Length);
        int last = Math.Min(3, x.Rows - row - 1);
        int* terms = x.Terms;
        float* a = x.A + (row * x.ARow);
        float* b = x.B + (vector / 2 * x.BPanel);
        float* start = x.Start + (row * x.StartRow) + (vector * TLanes.Count);
        float* c = x.C + (row * x.CRow) + (vector * TLanes.Count);
        float* a1 = a + x.ARow;
        float* a2 = a + (2 * x.ARow);
        float* a3 = a + (last * x.ARow);
        TVector c00 = TLanes.Load(start);
        TVector c01 = TLanes.Load(start + TLanes.Count);
        TVector c10 = TLanes.Load(start + x.StartRow);
        TVector c11 = TLanes.Load(start + x.StartRow + TLanes.Count);
        TVector c20 = TLanes.Load(start + (2 * x.StartRow));
        TVector c21 = TLanes.Load(start + (2 * x.StartRow) + TLanes.Count);
        TVector c30 = TLanes.Load(start + (last * x.StartRow));
        TVector c31 = TLanes.Load(start + (last * x.StartRow) + TLanes.Count);
        for (nint term = 0; term < length; term++)
        {
            nint k = TTerms.At(terms, term);
            nint i = k * aStep;
            float* bk = b + (k * bStep);
            TVector b0 = TLanes.Load(bk);
            TVector b1 = TLanes.Load(bk + TLanes.Count);
            TVector x0 = TLanes.Broadcast(a[i]);
            c00 = TLanes.Fma(x0, b0, c00);
            c01 = TLanes.Fma(x0, b1, c01);
            TVector x1 = TLanes.Broadcast(a1[i]);
            c10 = TLanes.Fma(x1, b0, c10);
            c11 = TLanes.Fma(x1, b1, c11);
            TVector x2 = TLanes.Broadcast(a2[i]);
            c20 = TLanes.Fma(x2, b0, c20);
            c21 = TLanes.Fma(x2, b1, c21);
            TVector x3 = TLanes.Broadcast(a3[i]);
            c30 = TLanes.Fma(x3, b0, c30);
            c31 = TLanes.Fma(x3, b1, c31);
        }

        TLanes.Store(c, c00);
        TLanes.Store(c + TLanes.Count, c01);
        TLanes.Store(c + x.CRow, c10);
        TLanes.Store(c + x.CRow + TLanes.Count, c11);
        TLanes.Store(c + (2 * x.CRow), c20);
        TLanes.Store(c + (2 * x.CRow) + TLanes.Count, c21);
        TLanes.Store(c + (last * x.CRow), c30);
        TLanes.Store(c + (last * x.CRow) + TLanes.Count, c31);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x1<TTerms>(in Operands x, int row, int vector)
        where TTerms : struct, ITerms
    {
        (nint aStep, nint bStep, nint length) = (x.AStep, x.BStep, x.Length);
        int* terms = x.Terms;
        float* a = x.A + (row * x.ARow);
        float* b = x.B + (vector / 2 * x.BPanel);
        float* start = x.Start + (row * x.StartRow) + (vector * TLanes.Count);
        float* c = x.C + (row * x.CRow) + (vector * TLanes.Count);
        float* a1 = a + x.ARow;
        float* a2 = a + (2 * x.ARow);
        float* a3 = a + (3 * x.ARow);
        float* a4 = a + (4 * x.ARow);
        float* a5 = a + (5 * x.ARow);
        float* a6 = a + (6 * x.ARow);
        float* a7 = a + (7 * x.ARow);
        TVector c00 = TLanes.Load(start);
        TVector c10 = TLanes.Load(start + x.StartRow);
        TVector c20 = TLanes.Load(start + (2 * x.StartRow));
        TVector c30 = TLanes.Load(start + (3 * x.StartRow));
        TVector c40 = TLanes.Load(start + (4 * x.StartRow));
        TVector c50 = TLanes.Load(start + (5 * x.StartRow));
        TVector c60 = TLanes.Load(start + (6 * x.StartRow));
        TVector c70 = TLanes.Load(start + (7 * x.StartRow));
        for (nint term = 0; term < length; term++)
        {
            nint k = TTerms.At(terms, term);
            nint i = k * aStep;
            float* bk = b + (k * bStep);
            TVector b0 = TLanes.Load(bk);
            c00 = TLanes.Fma(TLanes.Broadcast(a[i]), b0, c00);
            c10 = TLanes.Fma(TLanes.Broadcast(a1[i]), b0, c10);
            c20 = TLanes.Fma(TLanes.Broadcast(a2[i]), b0, c20);
            c30 = TLanes.Fma(TLanes.Broadcast(a3[i]), b0, c30);
            c40 = TLanes.Fma(TLanes.Broadcast(a4[i]), b0, c40);
            c50 = TLanes.Fma(TLanes.Broadcast(a5[i]), b0, c50);
            c60 = TLanes.Fma(TLanes.Broadcast(a6[i]), b0, c60);
            c70 = TLanes.Fma(TLanes.Broadcast(a7[i]), b0, c70);
        }

        TLanes.Store(c, c00);
        TLanes.Store(c + x.CRow, c10);
        TLanes.Store(c + (2 * x.CRow), c20);
        TLanes.Store(c + (3 * x.CRow), c30);
        TLanes.Store(c + (4 * x.CRow), c40);
        TLanes.Store(c + (5 * x.CRow), c50);
        TLanes.Store(c + (6 * x.CRow), c60);
        TLanes.Store(c + (7 * x.CRow), c70);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x1<TTerms>(in Operands x, int row, int vector)
        where TTerms : struct, ITerms
    {
        (nint aStep, nint bStep, nint length) = (x.AStep, x.BStep, x.Length);
        int last = Math.Min(3, x.Rows - row - 1);
        int* terms = x.Terms;
        float* a = x.A + (row * x.ARow);
        float* b = x.B + (vector / 2 * x.BPanel);
        float* start = x.Start + (row * x.StartRow) + (vector * TLanes.Count);
        float* c = x.C + (row * x.CRow) + (vector * TLanes.Count);
        float* a1 = a + x.ARow;
        float* a2 = a + (2 * x.ARow);
        float* a3 = a + (last * x.ARow);
        TVector c00 = TLanes.Load(start);
        TVector c10 = TLanes.Load(start + x.StartRow);
        TVector c20 = TLanes.Load(start + (2 * x.StartRow));
        TVector c30 = TLanes.Load(start + (last * x.StartRow));
        for (nint term = 0; term < length; term++)
        {
            nint k = TTerms.At(terms, term);
            nint i = k * aStep;
            float* bk = b + (k * bStep);
            TVector b0 = TLanes.Load(bk);
            c00 = TLanes.Fma(TLanes.Broadcast(a[i]), b0, c00);
            c10 = TLanes.Fma(TLanes.Broadcast(a1[i]), b0, c10);
            c20 = TLanes.Fma(TLanes.Broadcast(a2[i]), b0, c20);
            c30 = TLanes.Fma(TLanes.Broadcast(a3[i]), b0, c30);
        }

        TLanes.Store(c, c00);
        TLanes.Store(c + x.CRow, c10);
        TLanes.Store(c + (2 * x.CRow), c20);
        TLanes.Store(c + (last * x.CRow), c30);
    }
}
