using System.Runtime.CompilerServices;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// c[n] = c[n] + Σ over k, ascending, of a[k] · w[k, n] where lanes run over sequences and a state holds one vector for each unit: the
/// chains of <see cref="MatrixProduct{TLanes,TVector}"/>. Few units or classes need no padding to a whole vector.
/// </summary>
internal sealed unsafe class LaneProduct<TLanes, TVector> : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Outputs come in multiples of so many.</summary>
    public const int Granule = 4;

    // Eight chains hide a multiply-add's latency of four cycles on two units, and fit sixteen registers; where there are thirty-two,
    // sixteen chains take 0.9 times as long at 16 units, since fewer tiles begin and end.
    private const int Tile = 2 * Granule;
    private const int WideTile = 2 * Tile;

    private readonly int outputs;
    private readonly int wideOutputs;
    private readonly int length;

    // Tile by tile, [k, outputs of the tile].
    private readonly AlignedBuffer<float> weights;

    /// <param name="outputs">Number of n, a multiple of <see cref="Granule"/>.</param>
    /// <param name="length">Number of k.</param>
    public LaneProduct(int outputs, int length)
    {
        (this.outputs, this.length) = (outputs, length);
        wideOutputs = TLanes.TileRows == 8 ? outputs / WideTile * WideTile : 0;
        weights = new AlignedBuffer<float>(outputs * length);
    }

    /// <summary>Takes over w[k, n] from source[k · kStep + n · nStep].</summary>
    public void Pack(float* source, nint kStep, nint nStep)
    {
        float* to = weights.Pointer;
        int width;
        for (int first = 0; first < outputs; first += width)
        {
            width = first < wideOutputs ? WideTile : Math.Min(Tile, outputs - first);
            for (int k = 0; k < length; k++)
            {
                for (int n = first; n < first + width; n++)
                {
                    *to++ = source[(k * kStep) + (n * nStep)];
                }
            }
        }
    }

    /// <summary>Continues the chains in <paramref name="c"/> with the terms of <paramref name="a"/>.</summary>
    /// <param name="a">A vector for each k.</param>
    /// <param name="c">A vector for each output.</param>
    public void Run(float* a, float* c)
    {
        float* w = weights.Pointer;
        int n = 0;
        for (; n < wideOutputs; n += WideTile)
        {
            RunWideTile(a, w, length, c);
            w += length * WideTile;
            c += WideTile * TLanes.Count;
        }

        for (; n + Tile <= outputs; n += Tile)
        {
            RunTile(a, w, length, c);
            w += length * Tile;
            c += Tile * TLanes.Count;
        }

        if (n < outputs)
        {
            RunHalfTile(a, w, length, c);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => weights.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunWideTile(float* a, float* w, int length, float* c)
    {
        TVector c0 = TLanes.Load(c);
        TVector c1 = TLanes.Load(c + TLanes.Count);
        TVector c2 = TLanes.Load(c + (2 * TLanes.Count));
        TVector c3 = TLanes.Load(c + (3 * TLanes.Count));
        TVector c4 = TLanes.Load(c + (4 * TLanes.Count));
        TVector c5 = TLanes.Load(c + (5 * TLanes.Count));
        TVector c6 = TLanes.Load(c + (6 * TLanes.Count));
        TVector c7 = TLanes.Load(c + (7 * TLanes.Count));
        TVector c8 = TLanes.Load(c + (8 * TLanes.Count));
        TVector c9 = TLanes.Load(c + (9 * TLanes.Count));
        TVector c10 = TLanes.Load(c + (10 * TLanes.Count));
        TVector c11 = TLanes.Load(c + (11 * TLanes.Count));
        TVector c12 = TLanes.Load(c + (12 * TLanes.Count));
        TVector c13 = TLanes.Load(c + (13 * TLanes.Count));
        TVector c14 = TLanes.Load(c + (14 * TLanes.Count));
        TVector c15 = TLanes.Load(c + (15 * TLanes.Count));
        for (float* end = w + (length * WideTile); w < end; w += WideTile, a += TLanes.Count)
        {
            TVector x = TLanes.Load(a);
            c0 = TLanes.Fma(TLanes.Broadcast(w[0]), x, c0);
            c1 = TLanes.Fma(TLanes.Broadcast(w[1]), x, c1);
            c2 = TLanes.Fma(TLanes.Broadcast(w[2]), x, c2);
            c3 = TLanes.Fma(TLanes.Broadcast(w[3]), x, c3);
            c4 = TLanes.Fma(TLanes.Broadcast(w[4]), x, c4);
            c5 = TLanes.Fma(TLanes.Broadcast(w[5]), x, c5);
            c6 = TLanes.Fma(TLanes.Broadcast(w[6]), x, c6);
            c7 = TLanes.Fma(TLanes.Broadcast(w[7]), x, c7);
            c8 = TLanes.Fma(TLanes.Broadcast(w[8]), x, c8);
            c9 = TLanes.Fma(TLanes.Broadcast(w[9]), x, c9);
            c10 = TLanes.Fma(TLanes.Broadcast(w[10]), x, c10);
            c11 = TLanes.Fma(TLanes.Broadcast(w[11]), x, c11);
            c12 = TLanes.Fma(TLanes.Broadcast(w[12]), x, c12);
            c13 = TLanes.Fma(TLanes.Broadcast(w[13]), x, c13);
            c14 = TLanes.Fma(TLanes.Broadcast(w[14]), x, c14);
            c15 = TLanes.Fma(TLanes.Broadcast(w[15]), x, c15);
        }

        TLanes.Store(c, c0);
        TLanes.Store(c + TLanes.Count, c1);
        TLanes.Store(c + (2 * TLanes.Count), c2);
        TLanes.Store(c + (3 * TLanes.Count), c3);
        TLanes.Store(c + (4 * TLanes.Count), c4);
        TLanes.Store(c + (5 * TLanes.Count), c5);
        TLanes.Store(c + (6 * TLanes.Count), c6);
        TLanes.Store(c + (7 * TLanes.Count), c7);
        TLanes.Store(c + (8 * TLanes.Count), c8);
        TLanes.Store(c + (9 * TLanes.Count), c9);
        TLanes.Store(c + (10 * TLanes.Count), c10);
        TLanes.Store(c + (11 * TLanes.Count), c11);
        TLanes.Store(c + (12 * TLanes.Count), c12);
        TLanes.Store(c + (13 * TLanes.Count), c13);
        TLanes.Store(c + (14 * TLanes.Count), c14);
        TLanes.Store(c + (15 * TLanes.Count), c15);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTile(float* a, float* w, int length, float* c)
    {
        TVector c0 = TLanes.Load(c);
        TVector c1 = TLanes.Load(c + TLanes.Count);
        TVector c2 = TLanes.Load(c + (2 * TLanes.Count));
        TVector c3 = TLanes.Load(c + (3 * TLanes.Count));
        TVector c4 = TLanes.Load(c + (4 * TLanes.Count));
        TVector c5 = TLanes.Load(c + (5 * TLanes.Count));
        TVector c6 = TLanes.Load(c + (6 * TLanes.Count));
        TVector c7 = TLanes.Load(c + (7 * TLanes.Count));
        for (float* end = w + (length * Tile); w < end; w += Tile, a += TLanes.Count)
        {
            TVector x = TLanes.Load(a);
            c0 = TLanes.Fma(TLanes.Broadcast(w[0]), x, c0);
            c1 = TLanes.Fma(TLanes.Broadcast(w[1]), x, c1);
            c2 = TLanes.Fma(TLanes.Broadcast(w[2]), x, c2);
            c3 = TLanes.Fma(TLanes.Broadcast(w[3]), x, c3);
            c4 = TLanes.Fma(TLanes.Broadcast(w[4]), x, c4);
            c5 = TLanes.Fma(TLanes.Broadcast(w[5]), x, c5);
            c6 = TLanes.Fma(TLanes.Broadcast(w[6]), x, c6);
            c7 = TLanes.Fma(TLanes.Broadcast(w[7]), x, c7);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunHalfTile(float* a, float* w, int length, float* c)
    {
        TVector c0 = TLanes.Load(c);
        TVector c1 = TLanes.Load(c + TLanes.Count);
        TVector c2 = TLanes.Load(c + (2 * TLanes.Count));
        TVector c3 = TLanes.Load(c + (3 * TLanes.Count));
        for (float* end = w + (length * Granule); w < end; w += Granule, a += TLanes.Count)
        {
            TVector x = TLanes.Load(a);
            c0 = TLanes.Fma(TLanes.Broadcast(w[0]), x, c0);
            c1 = TLanes.Fma(TLanes.Broadcast(w[1]), x, c1);
            c2 = TLanes.Fma(TLanes.Broadcast(w[2]), x, c2);
            c3 = TLanes.Fma(TLanes.Broadcast(w[3]), x, c3);
        }

        TLanes.Store(c, c0);
        TLanes.Store(c + TLanes.Count, c1);
        TLanes.Store(c + (2 * TLanes.Count), c2);
        TLanes.Store(c + (3 * TLanes.Count), c3);
    }
}
