namespace RnnMemory.Checks.Damage;

/// <summary>The results of damaging files.</summary>
internal sealed class DamageReport
{
    /// <summary>Number of bits flipped, one at a time.</summary>
    public int Bits { get; set; }

    /// <summary>Number of times that a file was cut short.</summary>
    public int Cuts { get; set; }

    /// <summary>Number of times that a file was removed.</summary>
    public int Removed { get; set; }

    /// <summary>Number of times that a pipe or a device took the place of a file.</summary>
    public int Replaced { get; set; }

    /// <summary>Number of times that the damage was noticed and something refused.</summary>
    public int Noticed { get; set; }

    /// <summary>Number of times that an unfinished run was trained to its end after the damage.</summary>
    public int Resumed { get; set; }

    /// <summary>Number of values of a record that were changed under corrected marks and checksums.</summary>
    public int Forged { get; set; }

    /// <summary>Number of times that a finished run was measured after the damage.</summary>
    public int Measured { get; set; }

    /// <summary>The wrong results that were accepted, one line each.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>The closing line.</summary>
    public override string ToString() =>
        $"{Bits} bits flipped, {Cuts} files cut short, {Removed} removed and {Replaced} replaced by pipes, devices and folders, {Noticed} times noticed and otherwise without effect; {Resumed} damaged runs trained on to the same records, {Measured} measured to the same values; {Forged} forged values found by an audit: {Wrong.Count} wrong";
}
