using System.Runtime.Intrinsics;
using RnnMemory.Engines.Simd;
using RnnMemory.Numerics;

namespace RnnMemory.Checks.Elementary;

/// <summary>One of the harness's own elementary functions: its scalar definition, and its vector form on any number of lanes.</summary>
/// <param name="Name">E.g. "exp".</param>
/// <param name="Scalar">The definition.</param>
/// <param name="Exact">The platform's function in binary64, whose error is less than a millionth of a binary32 ulp.</param>
/// <param name="StatedUlp">The largest error that the definition may have, in ulp.</param>
/// <param name="Bits">The hash of its results for all 2^32 inputs (<see cref="ElementaryResult.Bits"/>), as found on AVX-512.</param>
internal sealed record ElementaryFunction(string Name, Func<float, float> Scalar, Func<double, double> Exact, double StatedUlp, ulong Bits)
{
    public static IReadOnlyList<ElementaryFunction> All { get; } =
    [
        new("exp", Numerics.Elementary.Exp, Math.Exp, 1.0, 0x857b81f6070770dd),
        new("log", Numerics.Elementary.Log, Math.Log, 1.0, 0x5d2ced563d22494b),
        new("tanh", Numerics.Elementary.Tanh, Math.Tanh, 2.5, 0x4c265be3cee2ecb3),
        new("sigmoid", Numerics.Elementary.Sigmoid, x => 1 / (1 + Math.Exp(-x)), 2.5, 0x401b21750f4f85cb),
        new("hard-sigmoid", Numerics.Elementary.HardSigmoid, HardSigmoidBeforeItsLastRounding, 0.5, 0xf1cd47ccb4bf8f95),
    ];

    // The contract's clip(0.2 x + 0.5, 0, 1) rounds the product: both operations are exact in binary64.
    private static double HardSigmoidBeforeItsLastRounding(double x) => Math.Clamp((float)((double)0.2f * x) + 0.5, 0, 1);

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
