namespace RnnMemory.Checks.Damage;

/// <summary>What became of the damage.</summary>
internal sealed class DamageReport
{
    /// <summary>Bits flipped, one at a time.</summary>
    public int Bits { get; set; }

    /// <summary>Files cut short, one at a time.</summary>
    public int Cuts { get; set; }

    /// <summary>Times the damage was noticed: something was refused.</summary>
    public int Noticed { get; set; }

    /// <summary>Times an unfinished run was trained on after the damage, to its end.</summary>
    public int Resumed { get; set; }

    /// <summary>What was believed and is not so, one line each.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>The closing line.</summary>
    public override string ToString() =>
        $"{Bits} bits flipped and {Cuts} files cut short, {Noticed} times noticed and otherwise without effect; {Resumed} damaged runs trained on to the same records: {Wrong.Count} wrong";
}
