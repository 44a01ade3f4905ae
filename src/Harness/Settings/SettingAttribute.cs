namespace RnnMemory.Settings;

/// <summary>Declares a setting: its help and the values it takes. The limits of a list hold for each of its elements.</summary>
/// <param name="help">One line: what it is, its unit, the paper's reading where that is open.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string help) : Attribute
{
    /// <summary>One line for people.</summary>
    public string Help { get; } = help;

    /// <summary>The least number allowed.</summary>
    public double Min { get; set; } = double.NegativeInfinity;

    /// <summary>The greatest number allowed.</summary>
    public double Max { get; set; } = double.PositiveInfinity;

    /// <summary>Numbers must be greater than this.</summary>
    public double Above { get; set; } = double.NegativeInfinity;

    /// <summary>Numbers must be less than this.</summary>
    public double Below { get; set; } = double.PositiveInfinity;

    /// <summary>What 0 stands for, where it is not meant as a number, e.g. "no clipping".</summary>
    public string? Zero { get; set; }

    /// <summary>Whether a list must have an entry.</summary>
    public bool NotEmpty { get; set; }

    /// <summary>Whether a list must not have an entry twice.</summary>
    public bool Distinct { get; set; }

    /// <summary>An <see cref="IKnownNames"/> that can be constructed without parameters; null for any text.</summary>
    public Type? Names { get; set; }
}
