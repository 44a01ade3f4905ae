using System.Collections.ObjectModel;
using System.Globalization;
using RnnMemory.Basics;

namespace RnnMemory.Settings;

/// <summary>The combined values of the sources read so far.</summary>
internal sealed class SettingsResolution
{
    private readonly SettingKeys keys;
    private readonly Dictionary<SettingKey, (IReadOnlyList<string>? Values, string Source)> values;

    public SettingsResolution(SettingKeys keys)
    {
        this.keys = keys;
        values = [];
    }

    public SettingsResolution(SettingsResolution other)
    {
        keys = other.keys;
        values = new(other.values);
    }

    /// <summary>
    /// Adds a source, which overrides the earlier ones. Within it, an option that is repeated overrides itself; otherwise a setting may be
    /// given once, whatever its spelling.
    /// </summary>
    /// <exception cref="UserError">
    /// A name is unknown, a value is not of the setting's type, or a setting is given twice.
    /// </exception>
    public void Add(IEnumerable<SettingAssignment> assignments)
    {
        Dictionary<SettingKey, string> given = [];
        foreach (SettingAssignment assignment in assignments)
        {
            SettingKey key = keys.Find(assignment.Name, assignment.Source);
            if (!given.TryAdd(key, assignment.Source) && given[key] != assignment.Source)
            {
                throw new UserError($"{assignment.Source}: {key.Name} was already given by {given[key]}; keep one of them.");
            }

            values[key] = (key.Canonical(assignment.Values, assignment.Source), assignment.Source);
        }
    }

    /// <summary>The settings, not yet checked; a setting that no source gives has its default.</summary>
    public HarnessSettings Bind()
    {
        HarnessSettings general = new();
        Assign(general, keys.General);
        return keys.Sections.Aggregate(general, (settings, section) => settings.With(section.Name, Bind(section)));
    }

    /// <summary>Where a setting was given.</summary>
    public string Source(string name) => values.TryGetValue(keys.All[name], out var entry) ? entry.Source : "default";

    /// <summary>The settings whose values differ from those of a profile.</summary>
    public IEnumerable<SettingOverride> DifferencesFrom(SettingsResolution profile) =>
        from entry in values
        let value = Text(entry.Value.Values)
        where !profile.values.TryGetValue(entry.Key, out var before) || Text(before.Values) != value
        orderby entry.Key.Name
        select new SettingOverride(entry.Key.Name, value, entry.Value.Source);

    private object Bind(SettingsSection section)
    {
        object record = Activator.CreateInstance(section.Type)!;
        SettingKey[] all = [.. keys.Of(section)];
        Assign(record, all.Where(key => key.Entry is null));

        // Run ids follow the declared order of the hyperparameters.
        OrderedDictionary<string, double> hyperparameters =
            new(section.Hyperparameters.Select(entry => KeyValuePair.Create(entry.Name, entry.Default)));
        foreach (SettingKey key in all.Where(key => key.Entry is not null && values.ContainsKey(key)))
        {
            hyperparameters[key.Entry!] = double.Parse(values[key].Values![0], CultureInfo.InvariantCulture);
        }

        SettingKeys.DictionaryOf(section.Type)?.SetValue(record, new ReadOnlyDictionary<string, double>(hyperparameters));
        return record;
    }

    private void Assign(object record, IEnumerable<SettingKey> settings)
    {
        foreach (SettingKey key in settings.Where(values.ContainsKey))
        {
            key.Assign(record, values[key].Values);
        }
    }

    private static string Text(IReadOnlyList<string>? values) => values is null ? "null" : string.Join(",", values);
}
