using RnnMemory.Engines;
using RnnMemory.Torch;

namespace RnnMemory.Experiments;

/// <summary>The engines that both the tests and the command line offer.</summary>
public static class KnownEngines
{
    /// <summary>The harness's own engines, then TorchSharp's.</summary>
    public static EngineCatalog Catalog { get; } = new([.. HarnessEngines.Entries, .. TorchEngines.Entries]);

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. Catalog.Entries.Select(entry => entry.Name)];
}
