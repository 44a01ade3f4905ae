namespace RnnMemory.Checks.Matrix;

/// <summary>One way to run the fingerprint, and what it must see there before its hashes count.</summary>
/// <param name="Name">E.g. "no FMA".</param>
internal sealed record Leg(string Name)
{
    public Machine Machine { get; init; } = Machine.This;

    /// <summary>What is set for the process; every other setting of the runtime is taken away.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Further arguments of `fingerprint`.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>What this machine must have for the leg to mean anything.</summary>
    public IReadOnlyDictionary<string, string> Needs { get; init; } = new Dictionary<string, string>();

    /// <summary>What the process must see.</summary>
    public required IReadOnlyDictionary<string, string> Sees { get; init; }

    /// <summary>What must be otherwise than on this machine.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    public override string ToString() => Name;
}
