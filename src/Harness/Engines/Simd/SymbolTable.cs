using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// The chains over a step's inputs, which start from the bias: they depend on the step's symbol alone. [N, symbols padded to whole
/// vectors].
/// </summary>
internal sealed unsafe class SymbolTable<TLanes, TVector>(Shape shape) : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private AlignedBuffer<float> sums = new(0);
    private int vectors;

    /// <summary>Whether there are no more symbols than lanes.</summary>
    public bool IsOneVector => vectors == 1;

    private int Stride => vectors * TLanes.Count;

    /// <summary>Computes the sums of all symbols.</summary>
    public void Fill(Alphabet alphabet, float* parameters)
    {
        int wanted = (alphabet.Count + TLanes.Count - 1) / TLanes.Count;
        if (wanted != vectors)
        {
            sums.Dispose();
            vectors = wanted;
            sums = new AlignedBuffer<float>(shape.Width * Stride);
        }

        for (int symbol = 0; symbol < alphabet.Count; symbol++)
        {
            ReadOnlySpan<float> inputs = alphabet[symbol];
            for (int n = 0; n < shape.Width; n++)
            {
                float sum = parameters[shape.Bias + n];
                for (int i = 0; i < inputs.Length; i++)
                {
                    sum = FloatFma.Compute(inputs[i], parameters[(i * shape.Width) + n], sum);
                }

                sums.Pointer[(n * Stride) + symbol] = sum;
            }
        }
    }

    /// <summary>The sums as a product's start, while <see cref="IsOneVector"/>.</summary>
    /// <param name="first">The product's first output.</param>
    /// <param name="symbols">Symbols of two vectors of sequences.</param>
    public LaneStart Start(int first, float* symbols) => new(sums.Pointer + (first * Stride), Stride, 0, symbols);

    /// <summary>Looks the sums of two vectors of sequences up.</summary>
    /// <param name="first">The first output.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="symbols">The sequences' symbols.</param>
    /// <param name="to">Receives [outputs, two vectors].</param>
    public void LookUp(int first, int outputs, float* symbols, float* to)
    {
        (TVector s0, TVector s1) = (TLanes.Load(symbols), TLanes.Load(symbols + TLanes.Count));
        float* from = sums.Pointer + (first * Stride);
        for (int n = 0; n < outputs; n++, from += Stride, to += 2 * TLanes.Count)
        {
            TLanes.Store(to, TLanes.LookUp(from, vectors, s0));
            TLanes.Store(to + TLanes.Count, TLanes.LookUp(from, vectors, s1));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => sums.Dispose();
}
