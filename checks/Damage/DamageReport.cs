namespace RnnMemory.Checks.Damage;

/// <summary>The results of damaging files.</summary>
internal sealed class DamageReport
{
    /// <summary>Number of bits flipped, one at a time.</summary>
    public int Bits { get; set; }

    /// <summary>Number of times that a file was cut short.</summary>
    public int Cuts { get; set; }

    /// <summary>Number of times that a pipe or a device took the place of a file.</summary>
    public int Replaced { get; set; }

    /// <summary>Number of times that the damage was noticed and something refused.</summary>
    public int Noticed { get; set; }

    /// <summary>Number of times that an unfinished run was trained to its end after the damage.</summary>
    public int Resumed { get; set; }

    /// <summary>The wrong results that were accepted, one line each.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>The closing line.</summary>
    public override string ToString() =>
        $"{Bits} bits flipped and {Cuts} files cut short, {Replaced} replaced by pipes and devices, {Noticed} times noticed and otherwise without effect; {Resumed} damaged runs trained on to the same records: {Wrong.Count} wrong";
}
