using RnnMemory.Basics;
using RnnMemory.Models;

namespace RnnMemory.Engines;

/// <summary>Makes an engine for a model, an optimiser and minibatches of T steps and B sequences.</summary>
public delegate IEngine EngineFactory(ModelSpec model, OptimizerSpec optimizer, int steps, int batch);

/// <summary>One way to do the arithmetic.</summary>
/// <param name="Name">The name in settings, e.g. "simd".</param>
/// <param name="Numerics">
/// The arithmetic it promises. Engines that share it give the same bits, so a run trained by one counts for the other.
/// </param>
/// <param name="Create">Makes it.</param>
public sealed record EngineEntry(string Name, string Numerics, EngineFactory Create);

/// <summary>The engines a program knows, by name.</summary>
public sealed class EngineCatalog
{
    private readonly Dictionary<string, EngineEntry> byName;

    /// <summary>A catalog of these entries; names are unique.</summary>
    public EngineCatalog(params IEnumerable<EngineEntry> entries) =>
        byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);

    /// <summary>The one list of engines that a program has.</summary>
    public static EngineCatalog Known { get; } = new([.. HarnessEngines.Entries, .. Torch()]);

    private static IEnumerable<EngineEntry> Torch() =>
        (IEnumerable<EngineEntry>?)Type.GetType("RnnMemory.Torch.TorchEngines, RnnMemory.Harness.Torch")?.GetProperty("Entries")?.GetValue(null) ?? [];

    /// <summary>Every name, in the order given.</summary>
    public IReadOnlyCollection<string> Names => byName.Keys;

    /// <summary>Every entry, in the order given.</summary>
    public IReadOnlyCollection<EngineEntry> Entries => byName.Values;

    /// <summary>The engine of that name.</summary>
    /// <exception cref="UserError">No engine has that name.</exception>
    public EngineEntry this[string name] =>
        byName.TryGetValue(name, out EngineEntry? entry) ? entry : throw UserError.Unknown("engine", name, byName.Keys);
}
