using RnnMemory.Engines;

namespace RnnMemory.Bench.Cases;

/// <summary>The harness's own engines.</summary>
internal static class BenchEngines
{
    public static EngineEntry Simd => EngineCatalog.Known["simd"];

    public static EngineEntry Scalar => EngineCatalog.Known["scalar"];
}
