using RnnMemory.Checks.Browsers;
using RnnMemory.Checks.Machines;

namespace RnnMemory.Checks.Matrix;

/// <summary>One way to compute the hashes, and the hardware that it must see for its hashes to count.</summary>
/// <param name="Name">E.g. "no FMA".</param>
internal sealed record Leg(string Name)
{
    public Machine Machine { get; init; } = Machine.This;

    /// <summary>The browser in which the page trains carried epochs again; null for a process that prints the fingerprint.</summary>
    public BrowserProgram? Browser { get; init; }

    /// <summary>Environment variables of the process; all other settings of the runtime are removed.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Further arguments of `fingerprint`.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The features that this machine must have for the leg to be meaningful.</summary>
    public IReadOnlyDictionary<string, string> Needs { get; init; } = new Dictionary<string, string>();

    /// <summary>The features that the process must see.</summary>
    public required IReadOnlyDictionary<string, string> Sees { get; init; }

    /// <summary>The features that must differ from this machine's.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    public override string ToString() => Name;
}
