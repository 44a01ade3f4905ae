using Microsoft.Extensions.Configuration;
using RnnMemory.Basics;

namespace RnnMemory.Settings;

/// <summary>
/// Resolves settings: paper.json, then the profile, the user's file, the environment, the command line. A later source
/// replaces a value whole, lists too. What no setting takes is an error, wherever it comes from.
/// </summary>
public static class SettingsLoader
{
    /// <summary>The profile of tests and of `run`.</summary>
    public const string Quick = "quick";

    /// <summary>The paper's sizes.</summary>
    public const string Paper = "paper";

    /// <summary>Every profile.</summary>
    public static IReadOnlyList<string> Profiles { get; } = [Quick, Paper];

    /// <summary>The settings that these sources give.</summary>
    /// <exception cref="UserError">A source cannot be read, a name is unknown, a value is of a wrong type or out of range.</exception>
    public static LoadedSettings Load(SettingsSources sources)
    {
        if (!Profiles.Contains(sources.Profile))
        {
            throw UserError.Unknown("profile", sources.Profile, Profiles);
        }

        Resolution resolution = new();
        resolution.Add(SettingsFile.Read(Path.Combine(sources.Folder, "paper.json")));
        if (sources.Profile == Quick)
        {
            resolution.Add(SettingsFile.Read(Path.Combine(sources.Folder, "quick.json")));
        }

        Resolution profile = new(resolution);
        resolution.Add(sources.File is null ? [] : SettingsFile.Read(sources.File));
        resolution.Add(EnvironmentSettings.Read(sources.Environment));
        resolution.Add(sources.Assignments);

        HarnessSettings settings = resolution.Bind();
        new SettingsRules(resolution.Source).Check(settings, sources.Engines);
        return new LoadedSettings(settings, sources.Profile, [.. resolution.DifferencesFrom(profile)]);
    }

    private sealed class Resolution
    {
        private readonly Dictionary<SettingKey, (IReadOnlyList<string>? Values, string Source)> values;

        public Resolution() => values = [];

        public Resolution(Resolution other) => values = new(other.values);

        public void Add(IEnumerable<SettingAssignment> assignments)
        {
            foreach (SettingAssignment assignment in assignments)
            {
                SettingKey key = SettingKey.Find(assignment.Name, assignment.Source);
                values[key] = (key.Canonical(assignment.Values, assignment.Source), assignment.Source);
            }
        }

        public HarnessSettings Bind()
        {
            IEnumerable<KeyValuePair<string, string?>> pairs = values.SelectMany(entry => entry.Key.IsList
                ? (entry.Value.Values ?? []).Select((value, i) => KeyValuePair.Create($"{entry.Key.Name}:{i}", (string?)value))
                : [KeyValuePair.Create(entry.Key.Name, entry.Value.Values?[0])]);
            return new ConfigurationBuilder().AddInMemoryCollection(pairs).Build().Get<HarnessSettings>()!;
        }

        public string Source(string name) => values.TryGetValue(SettingKey.All[name], out var entry) ? entry.Source : "default";

        public IEnumerable<SettingOverride> DifferencesFrom(Resolution profile) =>
            from entry in values
            let value = Text(entry.Value.Values)
            where !profile.values.TryGetValue(entry.Key, out var before) || Text(before.Values) != value
            orderby entry.Key.Name
            select new SettingOverride(entry.Key.Name, value, entry.Value.Source);

        private static string Text(IReadOnlyList<string>? values) => values is null ? "null" : string.Join(",", values);
    }
}
