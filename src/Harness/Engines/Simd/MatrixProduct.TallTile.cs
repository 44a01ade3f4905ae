using System.Runtime.CompilerServices;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

internal static unsafe partial class MatrixProduct<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    // The tallest tile of one vector, for networks of one vector of units and thirty-two registers. Four pointers and three strides
    // reach sixteen rows, since pointers to all of them would not fit the general registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile16x1(in Operands x, int row, int vector)
    {
        (nint aStep, nint bStep, nint row1, nint row2, nint row3) = (x.AStep, x.BStep, x.ARow, 2 * x.ARow, 3 * x.ARow);
        float* a0 = x.A + (row * x.ARow);
        float* a4 = a0 + (4 * row1);
        float* a8 = a4 + (4 * row1);
        float* a12 = a8 + (4 * row1);
        float* b = x.B + (vector / 2 * x.BPanel);
        float* start = x.Start + (row * x.StartRow) + (vector * TLanes.Count);
        TVector c0 = TLanes.Load(start);
        TVector c1 = TLanes.Load(start + x.StartRow);
        TVector c2 = TLanes.Load(start + (2 * x.StartRow));
        TVector c3 = TLanes.Load(start + (3 * x.StartRow));
        TVector c4 = TLanes.Load(start + (4 * x.StartRow));
        TVector c5 = TLanes.Load(start + (5 * x.StartRow));
        TVector c6 = TLanes.Load(start + (6 * x.StartRow));
        TVector c7 = TLanes.Load(start + (7 * x.StartRow));
        TVector c8 = TLanes.Load(start + (8 * x.StartRow));
        TVector c9 = TLanes.Load(start + (9 * x.StartRow));
        TVector c10 = TLanes.Load(start + (10 * x.StartRow));
        TVector c11 = TLanes.Load(start + (11 * x.StartRow));
        TVector c12 = TLanes.Load(start + (12 * x.StartRow));
        TVector c13 = TLanes.Load(start + (13 * x.StartRow));
        TVector c14 = TLanes.Load(start + (14 * x.StartRow));
        TVector c15 = TLanes.Load(start + (15 * x.StartRow));
        for (nint term = x.Length; term > 0; term--)
        {
            TVector bk = TLanes.Load(b);
            c0 = TLanes.Fma(TLanes.Broadcast(*a0), bk, c0);
            c1 = TLanes.Fma(TLanes.Broadcast(a0[row1]), bk, c1);
            c2 = TLanes.Fma(TLanes.Broadcast(a0[row2]), bk, c2);
            c3 = TLanes.Fma(TLanes.Broadcast(a0[row3]), bk, c3);
            c4 = TLanes.Fma(TLanes.Broadcast(*a4), bk, c4);
            c5 = TLanes.Fma(TLanes.Broadcast(a4[row1]), bk, c5);
            c6 = TLanes.Fma(TLanes.Broadcast(a4[row2]), bk, c6);
            c7 = TLanes.Fma(TLanes.Broadcast(a4[row3]), bk, c7);
            c8 = TLanes.Fma(TLanes.Broadcast(*a8), bk, c8);
            c9 = TLanes.Fma(TLanes.Broadcast(a8[row1]), bk, c9);
            c10 = TLanes.Fma(TLanes.Broadcast(a8[row2]), bk, c10);
            c11 = TLanes.Fma(TLanes.Broadcast(a8[row3]), bk, c11);
            c12 = TLanes.Fma(TLanes.Broadcast(*a12), bk, c12);
            c13 = TLanes.Fma(TLanes.Broadcast(a12[row1]), bk, c13);
            c14 = TLanes.Fma(TLanes.Broadcast(a12[row2]), bk, c14);
            c15 = TLanes.Fma(TLanes.Broadcast(a12[row3]), bk, c15);
            a0 += aStep;
            a4 += aStep;
            a8 += aStep;
            a12 += aStep;
            b += bStep;
        }

        float* c = x.C + (row * x.CRow) + (vector * TLanes.Count);
        TLanes.Store(c, c0);
        TLanes.Store(c + x.CRow, c1);
        TLanes.Store(c + (2 * x.CRow), c2);
        TLanes.Store(c + (3 * x.CRow), c3);
        TLanes.Store(c + (4 * x.CRow), c4);
        TLanes.Store(c + (5 * x.CRow), c5);
        TLanes.Store(c + (6 * x.CRow), c6);
        TLanes.Store(c + (7 * x.CRow), c7);
        TLanes.Store(c + (8 * x.CRow), c8);
        TLanes.Store(c + (9 * x.CRow), c9);
        TLanes.Store(c + (10 * x.CRow), c10);
        TLanes.Store(c + (11 * x.CRow), c11);
        TLanes.Store(c + (12 * x.CRow), c12);
        TLanes.Store(c + (13 * x.CRow), c13);
        TLanes.Store(c + (14 * x.CRow), c14);
        TLanes.Store(c + (15 * x.CRow), c15);
    }
}
