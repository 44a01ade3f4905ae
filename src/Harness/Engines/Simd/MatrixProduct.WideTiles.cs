using System.Runtime.CompilerServices;

namespace RnnMemory.Engines.Simd;

/// <content>
/// Tiles for leftover rows: one or two rows, wide enough for eight independent FMA chains; fewer would stall. The single-row tiles also
/// serve rows that each have their own list of terms.
/// </content>
internal static unsafe partial class MatrixProduct<TLanes, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x4<TTerms>(in Operands x, int row, int vector)
        where TTerms : struct, ITerms
    {
        (nint aStep, nint bStep, nint length) = (x.AStep, x.BStep, x.Length);
        int* terms = x.Terms;
        float* a = x.A + (row * x.ARow);
        float* b = x.B + (vector / 2 * x.BPanel);
        float* bPanel1 = b + x.BPanel;
        float* start = x.Start + (row * x.StartRow) + (vector * TLanes.Count);
        float* c = x.C + (row * x.CRow) + (vector * TLanes.Count);
        float* a1 = a + x.ARow;
        TVector c00 = TLanes.Load(start);
        TVector c01 = TLanes.Load(start + TLanes.Count);
        TVector c02 = TLanes.Load(start + (2 * TLanes.Count));
        TVector c03 = TLanes.Load(start + (3 * TLanes.Count));
        TVector c10 = TLanes.Load(start + x.StartRow);
        TVector c11 = TLanes.Load(start + x.StartRow + TLanes.Count);
        TVector c12 = TLanes.Load(start + x.StartRow + (2 * TLanes.Count));
        TVector c13 = TLanes.Load(start + x.StartRow + (3 * TLanes.Count));
        for (nint term = 0; term < length; term++)
        {
            nint k = TTerms.At(terms, term);
            nint i = k * aStep;
            TVector x0 = TLanes.Broadcast(a[i]);
            TVector x1 = TLanes.Broadcast(a1[i]);
            float* bk = b + (k * bStep);
            float* bk1 = bPanel1 + (k * bStep);
            TVector b0 = TLanes.Load(bk);
            c00 = TLanes.Fma(x0, b0, c00);
            c10 = TLanes.Fma(x1, b0, c10);
            TVector b1 = TLanes.Load(bk + TLanes.Count);
            c01 = TLanes.Fma(x0, b1, c01);
            c11 = TLanes.Fma(x1, b1, c11);
            TVector b2 = TLanes.Load(bk1);
            c02 = TLanes.Fma(x0, b2, c02);
            c12 = TLanes.Fma(x1, b2, c12);
            TVector b3 = TLanes.Load(bk1 + TLanes.Count);
            c03 = TLanes.Fma(x0, b3, c03);
            c13 = TLanes.Fma(x1, b3, c13);
        }

        TLanes.Store(c, c00);
        TLanes.Store(c + TLanes.Count, c01);
        TLanes.Store(c + (2 * TLanes.Count), c02);
        TLanes.Store(c + (3 * TLanes.Count), c03);
        TLanes.Store(c + x.CRow, c10);
        TLanes.Store(c + x.CRow + TLanes.Count, c11);
        TLanes.Store(c + x.CRow + (2 * TLanes.Count), c12);
        TLanes.Store(c + x.CRow + (3 * TLanes.Count), c13);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x2<TTerms>(in Operands x, int row, int vector)
        where TTerms : struct, ITerms
    {
        (nint aStep, nint bStep, nint length) = (x.AStep, x.BStep, x.Length);
        int* terms = x.Terms;
        float* a = x.A + (row * x.ARow);
        float* b = x.B + (vector / 2 * x.BPanel);
        float* start = x.Start + (row * x.StartRow) + (vector * TLanes.Count);
        float* c = x.C + (row * x.CRow) + (vector * TLanes.Count);
        float* a1 = a + x.ARow;
        TVector c00 = TLanes.Load(start);
        TVector c01 = TLanes.Load(start + TLanes.Count);
        TVector c10 = TLanes.Load(start + x.StartRow);
        TVector c11 = TLanes.Load(start + x.StartRow + TLanes.Count);
        for (nint term = 0; term < length; term++)
        {
            nint k = TTerms.At(terms, term);
            nint i = k * aStep;
            TVector x0 = TLanes.Broadcast(a[i]);
            TVector x1 = TLanes.Broadcast(a1[i]);
            float* bk = b + (k * bStep);
            TVector b0 = TLanes.Load(bk);
            c00 = TLanes.Fma(x0, b0, c00);
            c10 = TLanes.Fma(x1, b0, c10);
            TVector b1 = TLanes.Load(bk + TLanes.Count);
            c01 = TLanes.Fma(x0, b1, c01);
            c11 = TLanes.Fma(x1, b1, c11);
        }

        TLanes.Store(c, c00);
        TLanes.Store(c + TLanes.Count, c01);
        TLanes.Store(c + x.CRow, c10);
        TLanes.Store(c + x.CRow + TLanes.Count, c11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x1<TTerms>(in Operands x, int row, int vector)
        where TTerms : struct, ITerms
    {
        (nint aStep, nint bStep, nint length) = (x.AStep, x.BStep, x.Length);
        int* terms = x.Terms;
        float* a = x.A + (row * x.ARow);
        float* b = x.B + (vector / 2 * x.BPanel);
        float* start = x.Start + (row * x.StartRow) + (vector * TLanes.Count);
        float* c = x.C + (row * x.CRow) + (vector * TLanes.Count);
        float* a1 = a + x.ARow;
        TVector c00 = TLanes.Load(start);
        TVector c10 = TLanes.Load(start + x.StartRow);
        for (nint term = 0; term < length; term++)
        {
            nint k = TTerms.At(terms, term);
            nint i = k * aStep;
            TVector x0 = TLanes.Broadcast(a[i]);
            TVector x1 = TLanes.Broadcast(a1[i]);
            float* bk = b + (k * bStep);
            TVector b0 = TLanes.Load(bk);
            c00 = TLanes.Fma(x0, b0, c00);
            c10 = TLanes.Fma(x1, b0, c10);
        }

        TLanes.Store(c, c00);
        TLanes.Store(c + x.CRow, c10);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x8<TTerms>(in Operands x, int row, int vector)
        where TTerms : struct, ITerms
    {
        (nint aStep, nint bStep) = (x.AStep, x.BStep);
        float* a = x.A + (row * x.ARow);
        float* b = x.B + (vector / 2 * x.BPanel);
        float* bPanel1 = b + x.BPanel;
        float* bPanel2 = b + (2 * x.BPanel);
        float* bPanel3 = b + (3 * x.BPanel);
        float* start = x.Start + (row * x.StartRow) + (vector * TLanes.Count);
        float* c = x.C + (row * x.CRow) + (vector * TLanes.Count);
        for (; row < x.Rows; row++, a += x.ARow, start += x.StartRow, c += x.CRow)
        {
            int* terms = x.Terms + (row * x.TermsRow);
            nint length = x.Lengths == null ? x.Length : x.Lengths[row];
            TVector c0 = TLanes.Load(start);
            TVector c1 = TLanes.Load(start + TLanes.Count);
            TVector c2 = TLanes.Load(start + (2 * TLanes.Count));
            TVector c3 = TLanes.Load(start + (3 * TLanes.Count));
            TVector c4 = TLanes.Load(start + (4 * TLanes.Count));
            TVector c5 = TLanes.Load(start + (5 * TLanes.Count));
            TVector c6 = TLanes.Load(start + (6 * TLanes.Count));
            TVector c7 = TLanes.Load(start + (7 * TLanes.Count));
            for (nint term = 0; term < length; term++)
            {
                nint k = TTerms.At(terms, term);
                TVector x0 = TLanes.Broadcast(a[k * aStep]);
                float* bk = b + (k * bStep);
                float* bk1 = bPanel1 + (k * bStep);
                float* bk2 = bPanel2 + (k * bStep);
                float* bk3 = bPanel3 + (k * bStep);
                c0 = TLanes.Fma(x0, TLanes.Load(bk), c0);
                c1 = TLanes.Fma(x0, TLanes.Load(bk + TLanes.Count), c1);
                c2 = TLanes.Fma(x0, TLanes.Load(bk1), c2);
                c3 = TLanes.Fma(x0, TLanes.Load(bk1 + TLanes.Count), c3);
                c4 = TLanes.Fma(x0, TLanes.Load(bk2), c4);
                c5 = TLanes.Fma(x0, TLanes.Load(bk2 + TLanes.Count), c5);
                c6 = TLanes.Fma(x0, TLanes.Load(bk3), c6);
                c7 = TLanes.Fma(x0, TLanes.Load(bk3 + TLanes.Count), c7);
            }

            TLanes.Store(c, c0);
            TLanes.Store(c + TLanes.Count, c1);
            TLanes.Store(c + (2 * TLanes.Count), c2);
            TLanes.Store(c + (3 * TLanes.Count), c3);
            TLanes.Store(c + (4 * TLanes.Count), c4);
            TLanes.Store(c + (5 * TLanes.Count), c5);
            TLanes.Store(c + (6 * TLanes.Count), c6);
            TLanes.Store(c + (7 * TLanes.Count), c7);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x4<TTerms>(in Operands x, int row, int vector)
        where TTerms : struct, ITerms
    {
        (nint aStep, nint bStep) = (x.AStep, x.BStep);
        float* a = x.A + (row * x.ARow);
        float* b = x.B + (vector / 2 * x.BPanel);
        float* bPanel1 = b + x.BPanel;
        float* start = x.Start + (row * x.StartRow) + (vector * TLanes.Count);
        float* c = x.C + (row * x.CRow) + (vector * TLanes.Count);
        for (; row < x.Rows; row++, a += x.ARow, start += x.StartRow, c += x.CRow)
        {
            int* terms = x.Terms + (row * x.TermsRow);
            nint length = x.Lengths == null ? x.Length : x.Lengths[row];
            TVector c0 = TLanes.Load(start);
            TVector c1 = TLanes.Load(start + TLanes.Count);
            TVector c2 = TLanes.Load(start + (2 * TLanes.Count));
            TVector c3 = TLanes.Load(start + (3 * TLanes.Count));
            for (nint term = 0; term < length; term++)
            {
                nint k = TTerms.At(terms, term);
                TVector x0 = TLanes.Broadcast(a[k * aStep]);
                float* bk = b + (k * bStep);
                float* bk1 = bPanel1 + (k * bStep);
                c0 = TLanes.Fma(x0, TLanes.Load(bk), c0);
                c1 = TLanes.Fma(x0, TLanes.Load(bk + TLanes.Count), c1);
                c2 = TLanes.Fma(x0, TLanes.Load(bk1), c2);
                c3 = TLanes.Fma(x0, TLanes.Load(bk1 + TLanes.Count), c3);
            }

            TLanes.Store(c, c0);
            TLanes.Store(c + TLanes.Count, c1);
            TLanes.Store(c + (2 * TLanes.Count), c2);
            TLanes.Store(c + (3 * TLanes.Count), c3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x2<TTerms>(in Operands x, int row, int vector)
        where TTerms : struct, ITerms
    {
        (nint aStep, nint bStep) = (x.AStep, x.BStep);
        float* a = x.A + (row * x.ARow);
        float* b = x.B + (vector / 2 * x.BPanel);
        float* start = x.Start + (row * x.StartRow) + (vector * TLanes.Count);
        float* c = x.C + (row * x.CRow) + (vector * TLanes.Count);
        for (; row < x.Rows; row++, a += x.ARow, start += x.StartRow, c += x.CRow)
        {
            int* terms = x.Terms + (row * x.TermsRow);
            nint length = x.Lengths == null ? x.Length : x.Lengths[row];
            TVector c0 = TLanes.Load(start);
            TVector c1 = TLanes.Load(start + TLanes.Count);
            for (nint term = 0; term < length; term++)
            {
                nint k = TTerms.At(terms, term);
                TVector x0 = TLanes.Broadcast(a[k * aStep]);
                float* bk = b + (k * bStep);
                c0 = TLanes.Fma(x0, TLanes.Load(bk), c0);
                c1 = TLanes.Fma(x0, TLanes.Load(bk + TLanes.Count), c1);
            }

            TLanes.Store(c, c0);
            TLanes.Store(c + TLanes.Count, c1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x1<TTerms>(in Operands x, int row, int vector)
        where TTerms : struct, ITerms
    {
        (nint aStep, nint bStep) = (x.AStep, x.BStep);
        float* a = x.A + (row * x.ARow);
        float* b = x.B + (vector / 2 * x.BPanel);
        float* start = x.Start + (row * x.StartRow) + (vector * TLanes.Count);
        float* c = x.C + (row * x.CRow) + (vector * TLanes.Count);
        for (; row < x.Rows; row++, a += x.ARow, start += x.StartRow, c += x.CRow)
        {
            int* terms = x.Terms + (row * x.TermsRow);
            nint length = x.Lengths == null ? x.Length : x.Lengths[row];
            TVector c0 = TLanes.Load(start);
            for (nint term = 0; term < length; term++)
            {
                nint k = TTerms.At(terms, term);
                TVector x0 = TLanes.Broadcast(a[k * aStep]);
                float* bk = b + (k * bStep);
                c0 = TLanes.Fma(x0, TLanes.Load(bk), c0);
            }

            TLanes.Store(c, c0);
        }
    }
}
