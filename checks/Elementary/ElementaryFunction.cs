using RnnMemory.Fingerprints;

namespace RnnMemory.Checks.Elementary;

/// <summary>One of the harness's own elementary functions: its vector form, on any number of lanes, and its scalar definition.</summary>
/// <param name="Name">E.g. "exp".</param>
/// <param name="Scalar">The definition.</param>
/// <param name="Exact">The platform's function in binary64, whose error is less than a millionth of a binary32 ulp.</param>
/// <param name="StatedUlp">The largest error that the definition may have, in ulp.</param>
/// <param name="Bits">The hash of its results for all 2^32 inputs (<see cref="ElementaryResult.Bits"/>), as found on AVX-512.</param>
internal sealed record ElementaryFunction(string Name, Func<float, float> Scalar, Func<double, double> Exact, double StatedUlp, ulong Bits)
    : VectorFunction(Name)
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
}
