using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// c[n] = start[n] + Σ over k, ascending, of a[k] · w[k, n] for two vectors of sequences at once, so that a weight is loaded once for
/// two multiply-adds: the chains of <see cref="MatrixProduct{TLanes,TVector}"/>. Few units or classes need no padding to a whole vector.
/// </summary>
internal sealed unsafe partial class LaneProduct<TLanes, TVector> : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Outputs come in multiples of so many.</summary>
    public const int Granule = 2;

    // Eight chains hide a multiply-add's latency of four cycles on two units, and fit sixteen registers; where there are thirty-two,
    // sixteen chains have fewer tiles begin and end.
    private const int Tile = 4;
    private const int TallTile = 8;

    private readonly int outputs;
    private readonly int tallOutputs;
    private readonly int length;

    // Tile by tile, [k, outputs of the tile].
    private readonly AlignedBuffer<float> weights;

    /// <param name="outputs">Number of n, a multiple of <see cref="Granule"/>.</param>
    /// <param name="length">Number of k.</param>
    public LaneProduct(int outputs, int length)
    {
        (this.outputs, this.length) = (outputs, length);
        tallOutputs = TLanes.TileRows == TallTile ? outputs / TallTile * TallTile : 0;
        weights = new AlignedBuffer<float>(outputs * length);
    }

    /// <summary>Sequences that are computed together.</summary>
    public static int Together => 2 * TLanes.Count;

    /// <summary>Takes over w[k, n] from source[k · kStep + n · nStep].</summary>
    public void Pack(float* source, nint kStep, nint nStep)
    {
        float* to = weights.Pointer;
        int width;
        for (int first = 0; first < outputs; first += width)
        {
            width = first < tallOutputs ? TallTile : Math.Min(Tile, outputs - first);
            for (int k = 0; k < length; k++)
            {
                for (int n = first; n < first + width; n++)
                {
                    *to++ = source[(k * kStep) + (n * nStep)];
                }
            }
        }
    }

    /// <summary>Computes the outputs of <see cref="Together"/> sequences.</summary>
    /// <param name="start">Where the chains start.</param>
    /// <param name="a">Two vectors for each k, <paramref name="step"/> apart.</param>
    /// <param name="step">From one k to the next.</param>
    /// <param name="c">Receives two vectors for each output.</param>
    public void Run<TStart>(in LaneStart start, float* a, nint step, float* c)
        where TStart : struct, ITileStart
    {
        float* w = weights.Pointer;
        int n = 0;
        for (; n < tallOutputs; n += TallTile)
        {
            RunTallTile<TStart>(start, n, a, step, w, length, c);
            w += length * TallTile;
            c += TallTile * Together;
        }

        for (; n + Tile <= outputs; n += Tile)
        {
            RunTile<TStart>(start, n, a, step, w, length, c);
            w += length * Tile;
            c += Tile * Together;
        }

        if (n < outputs)
        {
            RunHalfTile<TStart>(start, n, a, step, w, length, c);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => weights.Dispose();
}

/// <summary>Where the chains of a <see cref="LaneProduct{TLanes,TVector}"/> start.</summary>
/// <param name="from">The values of output 0.</param>
/// <param name="step">From one output to the next.</param>
/// <param name="second">From the first vector of sequences to the second.</param>
/// <param name="symbols">The symbols of both vectors.</param>
internal readonly unsafe struct LaneStart(float* from, nint step, nint second, float* symbols)
{
    public readonly float* From = from;
    public readonly nint Step = step;
    public readonly nint Second = second;
    public readonly float* Symbols = symbols;
}
