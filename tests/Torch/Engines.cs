using RnnMemory.Engines;

namespace RnnMemory.Tests.Torch;

/// <summary>Every engine, and the name of the reference.</summary>
internal static class Engines
{
    public static EngineCatalog Catalog => EngineCatalog.Known;

    public static EngineEntry Reference => Catalog["torch-float64"];

    /// <summary>The names of the engines that are compared with the reference.</summary>
    public static IEnumerable<string> Checked => Catalog.Entries.Select(entry => entry.Name).Where(name => name != Reference.Name);
}
