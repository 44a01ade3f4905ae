using System.Globalization;
using System.Reflection;
using RnnMemory.Basics;

namespace RnnMemory.Settings;

/// <summary>One setting: its path and the values it takes.</summary>
/// <param name="Name">Path in <see cref="HarnessSettings"/>, e.g. "Increment:Epochs".</param>
/// <param name="Type">Type of the value, or of a list's elements.</param>
/// <param name="IsList">Whether it takes a list.</param>
/// <param name="IsNullable">Whether it may be null.</param>
internal sealed record SettingKey(string Name, Type Type, bool IsList, bool IsNullable)
{
    /// <summary>Every setting in declared order; names are found without regard to case.</summary>
    public static IReadOnlyDictionary<string, SettingKey> All { get; } =
        Of(typeof(HarnessSettings), "").ToDictionary(key => key.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The setting of that name; ':', '.' and '__' separate alike.</summary>
    /// <exception cref="UserError">There is none.</exception>
    public static SettingKey Find(string name, string source)
    {
        string path = name.Replace("__", ":", StringComparison.Ordinal).Replace('.', ':');
        if (All.TryGetValue(path, out SettingKey? key))
        {
            return key;
        }

        // A key without its section is the likeliest slip, and far away in edits.
        string[] near = [.. NearestNames.Of(path, All.Keys).Union(All.Keys.Where(known => Leaf(known) == Leaf(path)))];
        string hint = near.Length == 0 ? $"Known: {string.Join(", ", All.Keys)}" : $"Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?";
        throw new UserError($"{source}: unknown setting '{path}'. {hint}");
    }

    /// <summary>What a value must be, for messages.</summary>
    public string Expected => (IsList ? "a list of " : "") + ElementExpected;

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

    private static string Leaf(string path) => path[(path.LastIndexOf(':') + 1)..].ToLowerInvariant();

    private UserError Wrong(string came, string source) => new($"{source}: {Name} must be {Expected}, not {came}.");

    private static IEnumerable<SettingKey> Of(Type section, string prefix) =>
        section.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property =>
        {
            Type type = property.PropertyType;
            string name = prefix + property.Name;
            bool nullable = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            {
                return [new SettingKey(name, type.GetGenericArguments()[0], true, nullable)];
            }

            bool isValue = type == typeof(string) || type.IsPrimitive || type.IsEnum;
            return isValue ? [new SettingKey(name, type, false, nullable)] : Of(type, name + ":");
        });
}
