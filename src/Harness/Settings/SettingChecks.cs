using System.Globalization;
using RnnMemory.Basics;

namespace RnnMemory.Settings;

/// <summary>Checks one record of settings; every error names the setting, its value, the rule, and the source of the value.</summary>
public sealed class SettingChecks
{
    private readonly object section;
    private readonly IReadOnlyList<SettingKey> keys;
    private readonly Func<string, string> source;

    private SettingChecks(object section, IReadOnlyList<SettingKey> keys, Func<string, string> source)
    {
        this.section = section;
        this.keys = keys;
        this.source = source;
    }

    /// <summary>Throws at the first setting that is out of range.</summary>
    /// <param name="section">A record of settings.</param>
    /// <param name="keys">Its settings.</param>
    /// <param name="source">Names where a setting was given.</param>
    /// <exception cref="UserError">Names the setting, its value, the range and the source.</exception>
    internal static void Check(object section, IReadOnlyList<SettingKey> keys, Func<string, string> source)
    {
        SettingChecks checks = new(section, keys, source);
        foreach (SettingKey key in keys)
        {
            checks.Check(key);
        }

        (section as ICheckedSettings)?.Check(checks);
    }

    /// <summary>Throws unless a rule holds.</summary>
    /// <param name="property">Name of the property that the rule is about.</param>
    /// <param name="holds">Whether the rule holds.</param>
    /// <param name="rule">The rest of a sentence that begins with the setting, e.g. "must name a folder".</param>
    /// <exception cref="UserError">The rule does not hold.</exception>
    public void Require(string property, bool holds, string rule) => Require(Key(property), holds, rule);

    /// <summary>Converts a setting's text to the value that it stands for.</summary>
    /// <param name="property">Name of the property with the text.</param>
    /// <param name="read">Converts the text; throws a <see cref="UserError"/> that says what is wrong.</param>
    /// <exception cref="UserError">The text is wrong; the message also names the setting and its source.</exception>
    public T Read<T>(string property, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UserError error)
        {
            throw Wrong(Key(property), error);
        }
    }

    /// <summary>The key of a property of this section, e.g. "Increment:Sizes", for rules that name a second setting.</summary>
    public string NameOf(string property) => Key(property).Name;

    private SettingKey Key(string property) => keys.First(key => key.Property.Name == property);

    private void Check(SettingKey key)
    {
        IReadOnlyList<object> values = key.Values(section);
        Require(key, values.Count > 0 || !key.NotEmpty, "must have at least one entry");
        Require(key, !key.Distinct || values.Distinct().Count() == values.Count, "must not have an entry twice");
        if (key.Known is not null && values.Cast<string>().FirstOrDefault(value => !key.Known.Names.Contains(value)) is string unknown)
        {
            throw Wrong(key, UserError.Unknown(key.Known.Kind, unknown, key.Known.Names));
        }

        if (key.Range != SettingRange.Everything)
        {
            Require(key, values.All(value => key.Range.Contains(Convert.ToDouble(value, CultureInfo.InvariantCulture))), RuleOf(key));
        }

        foreach (double lost in values.OfType<double>().Where(value => key.Binary32 && !SurvivesRounding(key, value)))
        {
            string becomes = ((float)lost).ToString(CultureInfo.InvariantCulture);
            Require(key, false, $"{RuleOf(key)}, also as binary32, with which training computes: {becomes}");
        }
    }

    private static bool SurvivesRounding(SettingKey key, double value)
    {
        float rounded = (float)value;
        return float.IsFinite(rounded) && key.Range.Contains(rounded) && (rounded != 0 || value == 0);
    }

    private static string RuleOf(SettingKey key) => key.IsList && key.Range == (SettingRange.Everything with { Min = 0 })
        ? "must not have negative entries"
        : $"must be {key.Range.Text(key.IsWhole)}{(key.Zero is null ? "" : $" (0: {key.Zero})")}";

    private void Require(SettingKey key, bool holds, string rule)
    {
        if (!holds)
        {
            throw new UserError($"{key.Name} = {key.Text(section)} ({source(key.Name)}) {rule}.");
        }
    }

    private UserError Wrong(SettingKey key, UserError error) => new($"{key.Name} ({source(key.Name)}): {error.Message}", error);
}
