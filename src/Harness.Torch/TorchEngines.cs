using RnnMemory.Engines;

namespace RnnMemory.Torch;

/// <summary>
/// The engines on libtorch; <see cref="EngineCatalog"/> finds these methods by name. Listing the engines does not load libtorch.
/// </summary>
public static class TorchEngines
{
    /// <summary>The engine in binary32.</summary>
    public static EngineEntry Single(string name) => Entry(name, doublePrecision: false);

    /// <summary>The engine in binary64.</summary>
    public static EngineEntry Double(string name) => Entry(name, doublePrecision: true);

    private static EngineEntry Entry(string name, bool doublePrecision) => new(
        name,
        $"torch-{LibTorch.Release}/{(doublePrecision ? "float64" : "float32")}",
        (model, optimizer, steps, batch) => new TorchEngine(model, optimizer, steps, batch, doublePrecision));
}
