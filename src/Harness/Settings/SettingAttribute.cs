namespace RnnMemory.Settings;

/// <summary>
/// Declares a setting: its description and the values that it accepts. The limits of a list apply to each of its elements.
/// </summary>
/// <param name="help">One line: what it is, its unit, and the chosen reading where the paper is ambiguous.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string help) : Attribute
{
    /// <summary>A one-line description.</summary>
    public string Help { get; } = help;

    /// <summary>The least number allowed.</summary>
    public double Min { get; set; } = double.NegativeInfinity;

    /// <summary>The greatest number allowed.</summary>
    public double Max { get; set; } = double.PositiveInfinity;

    /// <summary>Numbers must be greater than this.</summary>
    public double Above { get; set; } = double.NegativeInfinity;

    /// <summary>Numbers must be less than this.</summary>
    public double Below { get; set; } = double.PositiveInfinity;

    /// <summary>The meaning of 0 if it is not meant as a number, e.g. "no clipping".</summary>
    public string? Zero { get; set; }

    /// <summary>
    /// Whether training uses the number as binary32, so that it must also be allowed, finite and different from 0 after this rounding.
    /// </summary>
    public bool Binary32 { get; set; }

    /// <summary>Whether a list must have at least one entry.</summary>
    public bool NotEmpty { get; set; }

    /// <summary>Whether a list must not contain an entry twice.</summary>
    public bool Distinct { get; set; }

    /// <summary>An <see cref="IKnownNames"/> that can be constructed without parameters; null for any text.</summary>
    public Type? Names { get; set; }
}
