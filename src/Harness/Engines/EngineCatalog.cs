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
/// The arithmetic it promises. Engines that share it give the same bits, so a run trained by one counts for the other.
/// </param>
/// <param name="Create">Makes it.</param>
public sealed record EngineEntry(string Name, string Numerics, EngineFactory Create);

/// <summary>Engines by name; <see cref="Known"/> is the one list of those that a program has.</summary>
public sealed class EngineCatalog
{
    /// <summary>
    /// Version of the numeric contract. Any change of any bit of a run changes it, and with it every record under expected/.
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
    /// "simd", the fast kernels, and "scalar", their specification: the same bits. Where the program comes with the assembly
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
    /// The entry that a static method of an assembly makes, which programs may come without; nothing if it is not there.
    /// No native library is loaded before the engine is created.
    /// </summary>
    /// <param name="name">The engine's name.</param>
    /// <param name="type">The type and its assembly.</param>
    /// <param name="method">From the name to the entry.</param>
    internal static IEnumerable<EngineEntry> Optional(string name, string type, string method) => Type.GetType(type) is { } found
        ? [found.GetMethod(method)!.CreateDelegate<Func<string, EngineEntry>>()(name)]
        : [];
}
