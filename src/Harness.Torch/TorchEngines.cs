using RnnMemory.Engines;

namespace RnnMemory.Torch;

/// <summary>The engines on libtorch, for the catalog. Listing them loads nothing.</summary>
public static class TorchEngines
{
    /// <summary>"torch" in binary32 and "torch-float64" in binary64.</summary>
    public static IReadOnlyList<EngineEntry> Entries { get; } = [Entry("torch", false), Entry("torch-float64", true)];

    private static EngineEntry Entry(string name, bool doublePrecision) => new(
        name,
        $"torch-{LibTorch.Release}/{(doublePrecision ? "float64" : "float32")}",
        (model, optimizer, steps, batch) => new TorchEngine(model, optimizer, steps, batch, doublePrecision));
}
