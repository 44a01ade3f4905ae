using System.Collections;
using System.Globalization;
using System.Reflection;
using RnnMemory.Basics;

namespace RnnMemory.Settings;

/// <summary>One setting: its path and the values that it accepts.</summary>
internal sealed record SettingKey
{
    /// <summary>Path in <see cref="HarnessSettings"/>, e.g. "Increment:Epochs".</summary>
    public required string Name { get; init; }

    /// <summary>The property that has its value.</summary>
    public required PropertyInfo Property { get; init; }

    /// <summary>Its key in that property if the property is a dictionary; null if the property itself is the setting.</summary>
    public string? Entry { get; init; }

    /// <summary>Type of the value, or of a list's elements.</summary>
    public required Type Type { get; init; }

    /// <summary>Whether its value is a list.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether it may be null.</summary>
    public bool IsNullable { get; init; }

    /// <summary>A one-line description.</summary>
    public required string Help { get; init; }

    /// <summary>The range of the number, or of a list's elements.</summary>
    public SettingRange Range { get; init; } = SettingRange.Everything;

    /// <inheritdoc cref="SettingAttribute.Zero"/>
    public string? Zero { get; init; }

    /// <inheritdoc cref="SettingAttribute.Binary32"/>
    public bool Binary32 { get; init; }

    /// <inheritdoc cref="SettingAttribute.NotEmpty"/>
    public bool NotEmpty { get; init; }

    /// <inheritdoc cref="SettingAttribute.Distinct"/>
    public bool Distinct { get; init; }

    /// <summary>The texts that it accepts; null for any.</summary>
    public IKnownNames? Known { get; init; }

    /// <summary>What a value must be, for messages.</summary>
    public string Expected => (IsList ? "a list of " : "") + ElementExpected;

    /// <summary>The values that it accepts, with limits and names, for lists of settings.</summary>
    public string Accepted
    {
        get
        {
            string range = Range.Text(IsWhole);
            string what = (Known, range, IsList) switch
            {
                (not null, _, true) => $"a list of {string.Join(", ", Known.Names)}",
                (not null, _, false) => string.Join(" or ", Known.Names),
                (null, "", _) => Expected,
                (null, _, true) => $"{(IsWhole ? "whole numbers" : "numbers")}, each {range}",
                (null, _, false) => $"{(IsWhole ? "a whole number" : "a number")}, {range}",
            };
            return IsNullable ? $"{what}; or null" : what;
        }
    }

    /// <summary>Whether it is a whole number.</summary>
    public bool IsWhole => Type == typeof(int) || Type == typeof(long);

    private string ElementExpected => Type switch
    {
        _ when Type == typeof(int) => IsList ? "whole numbers below 2^31" : "a whole number below 2^31",
        _ when Type == typeof(long) => IsList ? "whole numbers below 2^63" : "a whole number below 2^63",
        _ when Type == typeof(double) => IsList ? "numbers" : "a number",
        _ when Type == typeof(bool) => "true or false",
        { IsEnum: true } => string.Join(" or ", Enum.GetNames(Type)),
        _ => IsList ? "texts" : "a text",
    };

    /// <summary>The value in one canonical spelling, so that equal values are equal texts.</summary>
    /// <exception cref="UserError">The value is not of the setting's type.</exception>
    public IReadOnlyList<string>? Canonical(IReadOnlyList<string>? values, string source)
    {
        if (values is null || (IsNullable && values is ["null"]))
        {
            return IsNullable ? null : throw Wrong("null", source);
        }

        bool isOneText = IsList && values.Count == 1;
        IReadOnlyList<string> elements = isOneText
            ? values[0].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : values;
        return [.. elements.Select(value => Canonical(value) ?? throw Wrong($"'{value}'", source))];
    }

    /// <summary>Its value in a record: the elements of a list, otherwise one element; none for null.</summary>
    public IReadOnlyList<object> Values(object section)
    {
        object? value = Property.GetValue(section);
        return value switch
        {
            null => [],
            IReadOnlyDictionary<string, double> entries when Entry is not null => [entries[Entry]],
            IEnumerable list when IsList => [.. list.Cast<object>()],
            _ => [value],
        };
    }

    /// <summary>Its value as written in sources.</summary>
    public string Text(object section) => Property.GetValue(section) is null ? "null" : string.Join(",", Values(section).Select(Spelled));

    /// <summary>
    /// Sets the property of a record to a value in the form of <see cref="Canonical(IReadOnlyList{string}?, string)"/>.
    /// </summary>
    public void Assign(object section, IReadOnlyList<string>? values)
    {
        if (!IsList || values is null)
        {
            Property.SetValue(section, values is null ? null : Parsed(values[0]));
            return;
        }

        var list = Array.CreateInstance(Type, values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            list.SetValue(Parsed(values[i]), i);
        }

        Property.SetValue(section, list);
    }

    private object Parsed(string canonical) =>
        Type.IsEnum ? Enum.Parse(Type, canonical) : Convert.ChangeType(canonical, Type, CultureInfo.InvariantCulture);

    private static string Spelled(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private string? Canonical(string value)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return Type switch
        {
            _ when Type == typeof(string) => value,
            _ when Type == typeof(int) =>
                int.TryParse(value, NumberStyles.AllowLeadingSign, culture, out int number) ? number.ToString(culture) : null,
            _ when Type == typeof(long) =>
                long.TryParse(value, NumberStyles.AllowLeadingSign, culture, out long number) ? number.ToString(culture) : null,
            _ when Type == typeof(double) =>
                double.TryParse(value, NumberStyles.Float, culture, out double number) && double.IsFinite(number)
                    ? number.ToString("R", culture) : null,
            _ when Type == typeof(bool) => bool.TryParse(value, out bool flag) ? (flag ? "true" : "false") : null,
            _ => Enum.GetNames(Type).FirstOrDefault(name => name.Equals(value, StringComparison.OrdinalIgnoreCase)),
        };
    }

    /// <summary>The error that something else than <see cref="Expected"/> came.</summary>
    /// <param name="came">What came, e.g. "null" or "'x'".</param>
    /// <param name="source">Where it was given.</param>
    public UserError Wrong(string came, string source) => new($"{source}: {Name} must be {Expected}, not {came}.");
}
