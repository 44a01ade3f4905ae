using RnnMemory.Engines.Scalar;
using RnnMemory.Engines.Simd;

namespace RnnMemory.Engines;

/// <summary>The engines of the numeric contract.</summary>
public static class HarnessEngines
{
    /// <summary>
    /// Version of the numeric contract. Any change of any bit of a run changes it, and with it every record under expected/.
    /// </summary>
    public const string Numerics = "1";

    /// <summary>"simd", the fast kernels, and "scalar", their specification: the same bits.</summary>
    public static IReadOnlyList<EngineEntry> Entries { get; } =
    [
        new("simd", Numerics, SimdEngine.Create),
        new("scalar", Numerics, (model, optimizer, steps, batch) => new ScalarEngine(model, optimizer, steps, batch)),
    ];
}
