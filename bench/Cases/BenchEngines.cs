using RnnMemory.Engines;

namespace RnnMemory.Bench.Cases;

/// <summary>The harness's own engines.</summary>
internal static class BenchEngines
{
    private static readonly EngineCatalog Catalog = new(HarnessEngines.Entries);

    public static EngineEntry Simd => Catalog["simd"];

    public static EngineEntry Scalar => Catalog["scalar"];
}
