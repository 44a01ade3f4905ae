using RnnMemory.Engines;

namespace RnnMemory.Tests.Torch;

/// <summary>Every engine there is, and which one is the reference.</summary>
internal static class Engines
{
    public static EngineCatalog Catalog => EngineCatalog.Known;

    public static EngineEntry Reference => Catalog["torch-float64"];

    /// <summary>The names of the engines that are held against the reference.</summary>
    public static IEnumerable<string> Checked => Catalog.Entries.Select(entry => entry.Name).Where(name => name != Reference.Name);
}
