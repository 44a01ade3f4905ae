namespace RnnMemory.Settings;

/// <summary>
/// A setting of a section that is not a property of its record, e.g. a hyperparameter that only some optimisers have. It is a number, and
/// an entry of the record's only property of type <see cref="IReadOnlyDictionary{TKey, TValue}"/> from names to numbers.
/// </summary>
/// <param name="Name">Its key in the section, e.g. "Rho".</param>
/// <param name="Default">Its value if no source gives one.</param>
/// <param name="Help">A one-line description.</param>
public sealed record NumericSetting(string Name, double Default, string Help)
{
    /// <inheritdoc cref="SettingAttribute.Min"/>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <inheritdoc cref="SettingAttribute.Max"/>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <inheritdoc cref="SettingAttribute.Above"/>
    public double Above { get; init; } = double.NegativeInfinity;

    /// <inheritdoc cref="SettingAttribute.Below"/>
    public double Below { get; init; } = double.PositiveInfinity;

    /// <inheritdoc cref="SettingAttribute.Binary32"/>
    public bool Binary32 { get; init; }
}
