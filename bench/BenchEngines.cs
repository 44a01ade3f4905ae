using RnnMemory.Engines;
using RnnMemory.Torch;

namespace RnnMemory.Bench;

/// <summary>The engines that are timed.</summary>
internal static class BenchEngines
{
    private static readonly EngineCatalog Catalog = new([.. HarnessEngines.Entries, .. TorchEngines.Entries]);

    public static EngineEntry Simd => Catalog["simd"];

    public static EngineEntry Scalar => Catalog["scalar"];

    public static EngineEntry Torch => Catalog["torch"];
}
