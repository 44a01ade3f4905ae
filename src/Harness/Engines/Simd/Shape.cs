using RnnMemory.Models;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// The sizes of one engine and the places of its tensors: T time steps, B sequences in a minibatch, I inputs of a step, H hidden units, K
/// classes, G gate blocks; Hp and Kp are H and K padded to whole vectors. The padding holds zeros, gets zero gradients and is never read
/// by a sum, so it does not change a bit of the real values.
/// </summary>
/// <remarks>
/// Parameters, gradients and slots share one layout: kernel [I, N] with the bias as row I, recurrent [Hp, N],
/// readout transposed [Kp, Hp], readout bias [Kp], where N = G·Hp.
/// </remarks>
internal sealed class Shape
{
    private const int LineFloats = 16;

    /// <summary>Number of columns that a transposition handles at a time.</summary>
    public const int TransposedColumns = 4;

    /// <summary>
    /// Approximate number of rows (t, b) processed at a time: two panels of 64 KB at 128 units stay in the second-level cache.
    /// </summary>
    private const int ChunkRows = 128;

    public Shape(ModelSpec model, int steps, int batch, int lanes)
    {
        (T, B, I, H, K, G) = (steps, batch, model.Inputs, model.Hidden, model.Classes, model.Cell.Gates.Count);
        Lanes = lanes;
        PaddedHidden = Pad(H, Math.Max(lanes, TransposedColumns));
        PaddedClasses = Pad(K, Math.Max(lanes, TransposedColumns));
        Width = G * PaddedHidden;
        HiddenStride = Stride(PaddedHidden);
        GateStride = Stride(Width);
        ChunkSteps = Math.Min(T, Math.Max(1, ChunkRows / B));
        Recurrent = Bias + Width;
        Readout = Recurrent + (PaddedHidden * Width);
        ReadoutBias = Readout + (PaddedClasses * PaddedHidden);
        Size = ReadoutBias + PaddedClasses;
    }

    public int T { get; }

    public int B { get; }

    public int I { get; }

    public int H { get; }

    public int K { get; }

    public int G { get; }

    /// <summary>Values in a vector.</summary>
    public int Lanes { get; }

    public int PaddedHidden { get; }

    public int PaddedClasses { get; }

    /// <summary>N, the padded width of the kernels.</summary>
    public int Width { get; }

    /// <summary>From one row (t, b) of hidden states to the next.</summary>
    public int HiddenStride { get; }

    /// <summary>From one row (t, b) of pre-activations to the next.</summary>
    public int GateStride { get; }

    /// <summary>Number of steps whose inputs are projected, and whose weight gradients are added, together.</summary>
    public int ChunkSteps { get; }

    /// <summary>Offset of the input kernel.</summary>
    public const int Kernel = 0;

    /// <summary>Offset of the bias.</summary>
    public int Bias => Kernel + (I * Width);

    /// <summary>Offset of the recurrent kernel.</summary>
    public int Recurrent { get; }

    /// <summary>Offset of the transposed readout kernel.</summary>
    public int Readout { get; }

    /// <summary>Offset of the readout's bias.</summary>
    public int ReadoutBias { get; }

    /// <summary>Values of the whole layout.</summary>
    public int Size { get; }

    /// <summary>The next multiple of <paramref name="lanes"/>.</summary>
    public static int Pad(int value, int lanes) => (value + lanes - 1) / lanes * lanes;

    // Rows an even number of cache lines apart would compete for a few sets of the cache; an odd number spreads them.
    private static int Stride(int width)
    {
        int padded = Pad(width, LineFloats);
        return padded >= 8 * LineFloats && padded / LineFloats % 2 == 0 ? padded + LineFloats : padded;
    }
}
