using RnnMemory.Basics;
using RnnMemory.Engines.Scalar;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;

namespace RnnMemory.Engines;

/// <summary>Makes an engine for a model, an optimiser and minibatches of T steps and B sequences.</summary>
public delegate IEngine EngineFactory(ModelSpec model, OptimizerSpec optimizer, int steps, int batch);

/// <summary>One way to do the arithmetic.</summary>
/// <param name="Name">The name in settings, e.g. "simd".</param>
/// <param name="Numerics">
/// The arithmetic that the engine promises. Engines with the same arithmetic give the same bits, so a run trained by one counts for the
/// others.
/// </param>
/// <param name="Create">Makes the engine.</param>
public sealed record EngineEntry(string Name, string Numerics, EngineFactory Create);

/// <summary>Engines by name; <see cref="Known"/> lists all engines of the program.</summary>
public sealed class EngineCatalog
{
    /// <summary>
    /// Version of the numeric contract. Any change that alters a bit of a run needs a new version, and new records under expected/.
    /// </summary>
    public const string Numerics = "1";

    private const string Torch = "RnnMemory.Torch.TorchEngines, RnnMemory.Harness.Torch";

    private static readonly Lazy<EngineCatalog> KnownOnce = new(() => new EngineCatalog(
    [
        new("simd", Numerics, SimdEngine.Create),
        new("scalar", Numerics, (model, optimizer, steps, batch) => new ScalarEngine(model, optimizer, steps, batch)),
        .. Optional("torch", Torch, "Single"),
        .. Optional("torch-float64", Torch, "Double"),
    ]));

    private readonly Dictionary<string, EngineEntry> byName;

    /// <summary>A catalog of these entries; names are unique.</summary>
    public EngineCatalog(params IEnumerable<EngineEntry> entries) =>
        byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);

    /// <summary>
    /// "simd", the fast kernels, and "scalar", their specification, which gives the same bits. If the program includes the assembly
    /// RnnMemory.Harness.Torch, also "torch" and "torch-float64", the reference.
    /// </summary>
    public static EngineCatalog Known => KnownOnce.Value;

    /// <summary>Every entry, in the order given.</summary>
    public IReadOnlyCollection<EngineEntry> Entries => byName.Values;

    /// <summary>Every name, in the order given.</summary>
    public IReadOnlyCollection<string> Names => byName.Keys;

    /// <summary>The engine of that name.</summary>
    /// <exception cref="UserError">No engine has that name.</exception>
    public EngineEntry this[string name] =>
        byName.TryGetValue(name, out EngineEntry? entry) ? entry : throw UserError.Unknown("engine", name, byName.Keys);

    /// <summary>
    /// The entry made by a static method of an optional assembly; empty if the assembly is missing. No native library is loaded before
    /// the engine is created.
    /// </summary>
    /// <param name="name">The engine's name.</param>
    /// <param name="type">The type and its assembly.</param>
    /// <param name="method">The static method, which makes the entry from the name.</param>
    internal static IEnumerable<EngineEntry> Optional(string name, string type, string method) => Type.GetType(type) is { } found
        ? [found.GetMethod(method)!.CreateDelegate<Func<string, EngineEntry>>()(name)]
        : [];
}
