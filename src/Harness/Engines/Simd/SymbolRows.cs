using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// The symbols of a minibatch whose steps are given as symbols: few enough to compute the contribution of bias and inputs to the
/// pre-activations once for each symbol, by the same chains, instead of once for each of the rows (t, b). S symbols, N columns of the
/// kernel.
/// </summary>
internal sealed unsafe class SymbolRows<TLanes, TVector>(Shape shape) : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private AlignedBuffer<float> sums = new(0);
    private Alphabet? alphabet;

    /// <summary>S.</summary>
    public int Count => alphabet!.Count;

    /// <summary>The symbols' inputs, S rows.</summary>
    public InputRows<TLanes, TVector> Inputs { get; private set; } = new(shape, 0);

    /// <summary>What the pre-activations of a step with each symbol start from, [S, N]; computed by the cell.</summary>
    public float* Sums => sums.Pointer;

    /// <summary>Whether there are symbols, so few that work for each of them is less than work for each row.</summary>
    public bool Suit(Alphabet? symbols) => symbols is not null && 2 * symbols.Count <= shape.T * shape.B;

    /// <summary>Takes over an alphabet.</summary>
    public void Take(Alphabet symbols)
    {
        if (symbols == alphabet)
        {
            return;
        }

        Dispose();
        alphabet = symbols;
        sums = new AlignedBuffer<float>(Count * shape.Width);
        Inputs = new InputRows<TLanes, TVector>(shape, Count);
        Inputs.Copy(symbols.Inputs);
    }

    /// <summary>Copies the sums of symbols to rows of pre-activations.</summary>
    public void CopySums(ReadOnlySpan<int> symbols, float* z, nint zRow)
    {
        // Locals, since after each store the compiler would read the fields again.
        float* table = sums.Pointer;
        nint width = shape.Width;
        foreach (int symbol in symbols)
        {
            float* from = table + (symbol * width);
            for (nint n = 0; n < width; n += TLanes.Count)
            {
                TLanes.Store(z + n, TLanes.Load(from + n));
            }

            z += zRow;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Inputs.Dispose();
        sums.Dispose();
    }
}
