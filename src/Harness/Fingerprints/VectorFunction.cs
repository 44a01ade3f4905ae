using System.Runtime.Intrinsics;
using RnnMemory.Engines.Simd;
using RnnMemory.Numerics;

namespace RnnMemory.Fingerprints;

/// <summary>The vector form of one of the harness's own elementary functions, on any number of lanes.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
internal record VectorFunction(string Name)
{
    public static IReadOnlyList<string> Names { get; } = ["exp", "log", "tanh", "sigmoid", "hard-sigmoid"];

    /// <summary>The numbers of lanes that this machine supports, widest first; always including one lane.</summary>
    public static IReadOnlyList<int> Widths { get; } = [.. new[] { 16, 8, 4, 1 }.Where(lanes => lanes <= SimdEngine.Lanes)];

    /// <summary>
    /// Bit patterns from 0 on in steps of <paramref name="stride"/>, which give both signs, every magnitude, infinities and NaNs; then
    /// special values.
    /// </summary>
    public static float[] Sample(uint stride)
    {
        List<float> inputs = [];
        for (ulong bits = 0; bits <= uint.MaxValue; bits += stride)
        {
            inputs.Add(BitConverter.UInt32BitsToSingle((uint)bits));
        }

        return
        [
            .. inputs,
            0f, -0f, 1f, -1f, 0.5f, float.Epsilon, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity,
            88.72283f, 88.72284f, -87.33655f, -103.97f, -103.98f, 9.01f, 9.02f, 9.03f, 1.1754944e-38f, 1.1754942e-38f,
        ];
    }

    /// <summary>Applies the vector form to all inputs.</summary>
    /// <param name="lanes">One of <see cref="Widths"/>.</param>
    /// <param name="inputs">Any number of them.</param>
    /// <param name="outputs">Receives the results, one for each input.</param>
    public void OnVectors(int lanes, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        switch (lanes)
        {
            case 16:
                Apply<Lanes16, Vector512<float>>(inputs, outputs);
                break;
            case 8:
                Apply<Lanes8, Vector256<float>>(inputs, outputs);
                break;
            case 4:
                Apply<Lanes4, Vector128<float>>(inputs, outputs);
                break;
            default:
                Apply<Lanes1, float>(inputs, outputs);
                break;
        }
    }

    private unsafe void Apply<TLanes, TVector>(ReadOnlySpan<float> inputs, Span<float> outputs)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        delegate*<TVector, TVector> function = Name switch
        {
            "exp" => &VectorElementary<TLanes, TVector>.Exp,
            "log" => &VectorElementary<TLanes, TVector>.Log,
            "tanh" => &VectorElementary<TLanes, TVector>.Tanh,
            "sigmoid" => &VectorElementary<TLanes, TVector>.Sigmoid,
            _ => &VectorElementary<TLanes, TVector>.HardSigmoid,
        };
        float* padded = stackalloc float[TLanes.Count];
        for (int i = 0; i < inputs.Length; i += TLanes.Count)
        {
            int count = Math.Min(TLanes.Count, inputs.Length - i);
            inputs.Slice(i, count).CopyTo(new Span<float>(padded, count));
            TLanes.Store(padded, function(TLanes.Load(padded)));
            new Span<float>(padded, count).CopyTo(outputs[i..]);
        }
    }
}
