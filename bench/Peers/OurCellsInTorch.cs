using RnnMemory.Bench.Cases;
using RnnMemory.Engines;

namespace RnnMemory.Bench.Peers;

/// <summary>The harness's models written in TorchSharp's tensors.</summary>
internal static class OurCellsInTorch
{
    /// <summary>The name in tables.</summary>
    public const string Name = "torch engine";

    public static EngineEntry Entry { get; } = EngineCatalog.Known["torch"];

    /// <summary>An engine with the case's parameters.</summary>
    public static IEngine Open(BenchCase problem) => problem.Open(Entry.Create);
}
