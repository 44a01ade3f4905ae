using System.Runtime.CompilerServices;

namespace RnnMemory.Engines.Simd;

/// <content>The register tiles: 8, 4 and 2 outputs of two vectors.</content>
internal sealed unsafe partial class LaneProduct<TLanes, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTallTile<TStart>(in LaneStart start, int n, float* a, nint step, float* w, int length, float* c)
        where TStart : struct, ITileStart
    {
        float* from = start.From + (n * start.Step);
        (nint row, nint second) = (start.Step, start.Second);
        TVector s0 = TLanes.Load(start.Symbols);
        TVector s1 = TLanes.Load(start.Symbols + TLanes.Count);
        TVector c00 = TStart.Value<TLanes, TVector>(from, s0);
        TVector c01 = TStart.Value<TLanes, TVector>(from + second, s1);
        TVector c10 = TStart.Value<TLanes, TVector>(from + row, s0);
        TVector c11 = TStart.Value<TLanes, TVector>(from + row + second, s1);
        TVector c20 = TStart.Value<TLanes, TVector>(from + (2 * row), s0);
        TVector c21 = TStart.Value<TLanes, TVector>(from + (2 * row) + second, s1);
        TVector c30 = TStart.Value<TLanes, TVector>(from + (3 * row), s0);
        TVector c31 = TStart.Value<TLanes, TVector>(from + (3 * row) + second, s1);
        TVector c40 = TStart.Value<TLanes, TVector>(from + (4 * row), s0);
        TVector c41 = TStart.Value<TLanes, TVector>(from + (4 * row) + second, s1);
        TVector c50 = TStart.Value<TLanes, TVector>(from + (5 * row), s0);
        TVector c51 = TStart.Value<TLanes, TVector>(from + (5 * row) + second, s1);
        TVector c60 = TStart.Value<TLanes, TVector>(from + (6 * row), s0);
        TVector c61 = TStart.Value<TLanes, TVector>(from + (6 * row) + second, s1);
        TVector c70 = TStart.Value<TLanes, TVector>(from + (7 * row), s0);
        TVector c71 = TStart.Value<TLanes, TVector>(from + (7 * row) + second, s1);
        for (float* end = w + (length * 8); w < end; w += 8, a += step)
        {
            TVector x0 = TLanes.Load(a);
            TVector x1 = TLanes.Load(a + TLanes.Count);
            TVector v0 = TLanes.Broadcast(w[0]);
            c00 = TLanes.Fma(v0, x0, c00);
            c01 = TLanes.Fma(v0, x1, c01);
            TVector v1 = TLanes.Broadcast(w[1]);
            c10 = TLanes.Fma(v1, x0, c10);
            c11 = TLanes.Fma(v1, x1, c11);
            TVector v2 = TLanes.Broadcast(w[2]);
            c20 = TLanes.Fma(v2, x0, c20);
            c21 = TLanes.Fma(v2, x1, c21);
            TVector v3 = TLanes.Broadcast(w[3]);
            c30 = TLanes.Fma(v3, x0, c30);
            c31 = TLanes.Fma(v3, x1, c31);
            TVector v4 = TLanes.Broadcast(w[4]);
            c40 = TLanes.Fma(v4, x0, c40);
            c41 = TLanes.Fma(v4, x1, c41);
            TVector v5 = TLanes.Broadcast(w[5]);
            c50 = TLanes.Fma(v5, x0, c50);
            c51 = TLanes.Fma(v5, x1, c51);
            TVector v6 = TLanes.Broadcast(w[6]);
            c60 = TLanes.Fma(v6, x0, c60);
            c61 = TLanes.Fma(v6, x1, c61);
            TVector v7 = TLanes.Broadcast(w[7]);
            c70 = TLanes.Fma(v7, x0, c70);
            c71 = TLanes.Fma(v7, x1, c71);
        }

        TLanes.Store(c, c00);
        TLanes.Store(c + TLanes.Count, c01);
        TLanes.Store(c + (2 * TLanes.Count), c10);
        TLanes.Store(c + (3 * TLanes.Count), c11);
        TLanes.Store(c + (4 * TLanes.Count), c20);
        TLanes.Store(c + (5 * TLanes.Count), c21);
        TLanes.Store(c + (6 * TLanes.Count), c30);
        TLanes.Store(c + (7 * TLanes.Count), c31);
        TLanes.Store(c + (8 * TLanes.Count), c40);
        TLanes.Store(c + (9 * TLanes.Count), c41);
        TLanes.Store(c + (10 * TLanes.Count), c50);
        TLanes.Store(c + (11 * TLanes.Count), c51);
        TLanes.Store(c + (12 * TLanes.Count), c60);
        TLanes.Store(c + (13 * TLanes.Count), c61);
        TLanes.Store(c + (14 * TLanes.Count), c70);
        TLanes.Store(c + (15 * TLanes.Count), c71);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTile<TStart>(in LaneStart start, int n, float* a, nint step, float* w, int length, float* c)
        where TStart : struct, ITileStart
    {
        float* from = start.From + (n * start.Step);
        (nint row, nint second) = (start.Step, start.Second);
        TVector s0 = TLanes.Load(start.Symbols);
        TVector s1 = TLanes.Load(start.Symbols + TLanes.Count);
        TVector c00 = TStart.Value<TLanes, TVector>(from, s0);
        TVector c01 = TStart.Value<TLanes, TVector>(from + second, s1);
        TVector c10 = TStart.Value<TLanes, TVector>(from + row, s0);
        TVector c11 = TStart.Value<TLanes, TVector>(from + row + second, s1);
        TVector c20 = TStart.Value<TLanes, TVector>(from + (2 * row), s0);
        TVector c21 = TStart.Value<TLanes, TVector>(from + (2 * row) + second, s1);
        TVector c30 = TStart.Value<TLanes, TVector>(from + (3 * row), s0);
        TVector c31 = TStart.Value<TLanes, TVector>(from + (3 * row) + second, s1);
        for (float* end = w + (length * 4); w < end; w += 4, a += step)
        {
            TVector x0 = TLanes.Load(a);
            TVector x1 = TLanes.Load(a + TLanes.Count);
            TVector v0 = TLanes.Broadcast(w[0]);
            c00 = TLanes.Fma(v0, x0, c00);
            c01 = TLanes.Fma(v0, x1, c01);
            TVector v1 = TLanes.Broadcast(w[1]);
            c10 = TLanes.Fma(v1, x0, c10);
            c11 = TLanes.Fma(v1, x1, c11);
            TVector v2 = TLanes.Broadcast(w[2]);
            c20 = TLanes.Fma(v2, x0, c20);
            c21 = TLanes.Fma(v2, x1, c21);
            TVector v3 = TLanes.Broadcast(w[3]);
            c30 = TLanes.Fma(v3, x0, c30);
            c31 = TLanes.Fma(v3, x1, c31);
        }

        TLanes.Store(c, c00);
        TLanes.Store(c + TLanes.Count, c01);
        TLanes.Store(c + (2 * TLanes.Count), c10);
        TLanes.Store(c + (3 * TLanes.Count), c11);
        TLanes.Store(c + (4 * TLanes.Count), c20);
        TLanes.Store(c + (5 * TLanes.Count), c21);
        TLanes.Store(c + (6 * TLanes.Count), c30);
        TLanes.Store(c + (7 * TLanes.Count), c31);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunHalfTile<TStart>(in LaneStart start, int n, float* a, nint step, float* w, int length, float* c)
        where TStart : struct, ITileStart
    {
        float* from = start.From + (n * start.Step);
        (nint row, nint second) = (start.Step, start.Second);
        TVector s0 = TLanes.Load(start.Symbols);
        TVector s1 = TLanes.Load(start.Symbols + TLanes.Count);
        TVector c00 = TStart.Value<TLanes, TVector>(from, s0);
        TVector c01 = TStart.Value<TLanes, TVector>(from + second, s1);
        TVector c10 = TStart.Value<TLanes, TVector>(from + row, s0);
        TVector c11 = TStart.Value<TLanes, TVector>(from + row + second, s1);
        for (float* end = w + (length * 2); w < end; w += 2, a += step)
        {
            TVector x0 = TLanes.Load(a);
            TVector x1 = TLanes.Load(a + TLanes.Count);
            TVector v0 = TLanes.Broadcast(w[0]);
            c00 = TLanes.Fma(v0, x0, c00);
            c01 = TLanes.Fma(v0, x1, c01);
            TVector v1 = TLanes.Broadcast(w[1]);
            c10 = TLanes.Fma(v1, x0, c10);
            c11 = TLanes.Fma(v1, x1, c11);
        }

        TLanes.Store(c, c00);
        TLanes.Store(c + TLanes.Count, c01);
        TLanes.Store(c + (2 * TLanes.Count), c10);
        TLanes.Store(c + (3 * TLanes.Count), c11);
    }
}
