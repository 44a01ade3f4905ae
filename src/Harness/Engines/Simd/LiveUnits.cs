using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// The live units of a ReLU network: those that were nonzero somewhere in a minibatch. The gradients of all other units are zero at every
/// step, so the backward pass can work on a smaller network of the live units alone, in their order.
/// </summary>
internal sealed unsafe class LiveUnits<TLanes, TVector> : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly Shape s;

    // seen: nonzero for a unit that was nonzero. notFinite: 0·h, which is NaN where a state was not finite.
    private readonly AlignedBuffer<float> seen;
    private readonly AlignedBuffer<float> notFinite;
    private readonly AlignedBuffer<int> units;

    public LiveUnits(Shape shape)
    {
        s = shape;
        seen = new AlignedBuffer<float>(shape.PaddedHidden);
        notFinite = new AlignedBuffer<float>(shape.Lanes);
        units = new AlignedBuffer<int>(shape.PaddedHidden + shape.Lanes);
    }

    /// <summary>Number of live units of the last <see cref="Find"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Whether every state was finite.</summary>
    public bool Finite => TLanes.ListNonZero(TLanes.Load(notFinite.Pointer), 0, units.Pointer) == 0;

    /// <summary>Clears the record of live units; to be called before a minibatch's first step.</summary>
    public void Clear()
    {
        seen.Span.Clear();
        notFinite.Span.Clear();
    }

    /// <summary>
    /// Applies ReLU to rows of pre-activations, records the live units, and lists the units that are nonzero in any of the rows.
    /// </summary>
    /// <param name="z">The first row; becomes the hidden states.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="list">Room for the padded units and a vector.</param>
    /// <returns>The list's length.</returns>
    public int Rectify(float* z, int rows, int* list)
    {
        int count = 0;
        nint stride = s.HiddenStride;
        TVector zero = TLanes.Broadcast(0f);
        TVector spoilt = TLanes.Load(notFinite.Pointer);
        for (int u = 0; u < s.PaddedHidden; u += TLanes.Count)
        {
            TVector any = zero;
            float* at = z + u;
            for (int row = 0; row < rows; row++, at += stride)
            {
                TVector h = TLanes.Load(at);
                h = TLanes.Larger(zero, h);
                TLanes.Store(at, h);
                any = TLanes.Or(any, h);
                spoilt = TLanes.Or(spoilt, TLanes.Multiply(h, zero));
            }

            TLanes.Store(seen.Pointer + u, TLanes.Or(TLanes.Load(seen.Pointer + u), any));
            count += TLanes.ListNonZero(any, u, list + count);
        }

        TLanes.Store(notFinite.Pointer, spoilt);
        return count;
    }

    /// <summary>Lists the live units.</summary>
    public void Find()
    {
        Count = 0;
        for (int u = 0; u < s.PaddedHidden; u += TLanes.Count)
        {
            Count += TLanes.ListNonZero(TLanes.Load(seen.Pointer + u), u, units.Pointer + Count);
        }
    }

    /// <summary>
    /// Moves the live units' values of each row to the row's front, in place. The values behind them are not part of any sum.
    /// </summary>
    public void Compress(float* values, int rows, nint stride)
    {
        int to = 0;
        for (int u = 0; u < s.PaddedHidden; u += TLanes.Count)
        {
            TVector keep = TLanes.Load(seen.Pointer + u);
            Compress(values + u, values + to, rows, stride, keep);
            to += Kept(keep);
        }
    }

    /// <summary>Copies the recurrent kernel's entries between live units; rows keep the whole kernel's distance.</summary>
    public void Select(float* kernel, float* target)
    {
        for (int row = 0; row < Count; row++)
        {
            float* from = kernel + ((nint)units.Pointer[row] * s.Width);
            new Span<float>(from, s.Width).CopyTo(new Span<float>(target + ((nint)row * s.Width), s.Width));
        }

        Compress(target, Count, s.Width);
    }

    /// <summary>Writes rows of the live units' values to their places in the whole network.</summary>
    /// <param name="source">Rows <see cref="Shape.Width"/> apart.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="liveRows">Whether the rows stand for the live units too; otherwise all rows are present.</param>
    /// <param name="target">Row 0 of the whole network.</param>
    public void Expand(float* source, int rows, bool liveRows, float* target)
    {
        for (int row = 0; row < rows; row++)
        {
            float* from = source + ((nint)row * s.Width);
            float* to = target + ((nint)(liveRows ? units.Pointer[row] : row) * s.Width);
            for (int i = 0; i < Count; i++)
            {
                to[units.Pointer[i]] = from[i];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        seen.Dispose();
        notFinite.Dispose();
        units.Dispose();
    }

    private static void Compress(float* from, float* to, int rows, nint stride, TVector keep)
    {
        for (int row = 0; row < rows; row++, from += stride, to += stride)
        {
            TLanes.StoreKept(to, TLanes.Load(from), keep);
        }
    }

    private static int Kept(TVector keep)
    {
        int* unused = stackalloc int[TLanes.Count];
        return TLanes.ListNonZero(keep, 0, unused);
    }
}
