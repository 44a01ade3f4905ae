using RnnMemory.Engines;

namespace RnnMemory.Bench;

/// <summary>The engines that are timed.</summary>
internal static class BenchEngines
{
    public static EngineEntry Simd => EngineCatalog.Known["simd"];

    public static EngineEntry Scalar => EngineCatalog.Known["scalar"];

    public static EngineEntry Torch => EngineCatalog.Known["torch"];
}
