using RnnMemory.Basics;
using RnnMemory.Numerics;

namespace RnnMemory.Settings;

/// <summary>
/// Resolves settings: paper.json, then the profile, the user's file, the environment, the command line. A later source replaces a value
/// as a whole, also a list. An unknown name or an invalid value is an error in every source.
/// </summary>
public static class SettingsLoader
{
    /// <summary>The profile of tests and of the command `run`.</summary>
    public const string Quick = "quick";

    /// <summary>The paper's sizes.</summary>
    public const string Paper = "paper";

    /// <summary>Every profile.</summary>
    public static IReadOnlyList<string> Profiles { get; } = [Quick, Paper];

    /// <summary>The settings that these sources give.</summary>
    /// <exception cref="UserError">A source cannot be read, a name is unknown, a value is of a wrong type or out of range.</exception>
    public static LoadedSettings Load(SettingsSources sources)
    {
        // Even the numbers in the settings are read differently in another mode.
        FloatingPointMode.Require();
        if (!Profiles.Contains(sources.Profile))
        {
            bool isFromEnvironment = sources.Environment.GetValueOrDefault(HarnessEnvironment.Profile) == sources.Profile;
            throw UserError.Unknown(isFromEnvironment ? $"profile in {HarnessEnvironment.Profile}" : "profile", sources.Profile, Profiles);
        }

        SettingKeys keys = new(sources.Sections, sources.Engines);
        SettingsResolution resolution = new(keys);
        resolution.Add(SettingsFile.Read(Path.Combine(sources.Folder, "paper.json"), keys));
        HarnessSettings paper = resolution.Bind();
        if (sources.Profile == Quick)
        {
            resolution.Add(SettingsFile.Read(Path.Combine(sources.Folder, "quick.json"), keys));
        }

        SettingsResolution profile = new(resolution);
        resolution.Add(sources.File is null ? [] : SettingsFile.Read(sources.File, keys));
        resolution.Add(EnvironmentSettings.Read(sources.Environment));
        resolution.Add(sources.Assignments);

        HarnessSettings settings = resolution.Bind();
        RequireOneKindOfSeed(settings, resolution, profile);
        (object Record, SettingKey[] Keys)[] records =
        [
            (settings, [.. keys.General]),
            .. keys.Sections.Select(section => (settings.Section<object>(section.Name), keys.Of(section).ToArray())),
        ];
        foreach ((object record, SettingKey[] ofRecord) in records)
        {
            SettingChecks.Check(record, ofRecord, resolution.Source);
        }

        return new LoadedSettings(settings, paper, sources.Profile, [.. resolution.DifferencesFrom(profile)])
        {
            Described =
            [
                .. from record in records
                   from key in record.Keys
                   select new DescribedSetting(key.Name, key.Text(record.Record), key.Accepted, key.Help, resolution.Source(key.Name)),
            ],
        };
    }

    private static void RequireOneKindOfSeed(HarnessSettings settings, SettingsResolution all, SettingsResolution profile)
    {
        bool bothGiven = new[] { nameof(settings.Seed), nameof(settings.Seeds) }.All(name => all.Source(name) != profile.Source(name));
        if (settings.Seeds is not null && bothGiven)
        {
            throw new UserError(
                $"{all.Source(nameof(settings.Seeds))}: Seeds is given, and Seed too ({all.Source(nameof(settings.Seed))}); keep one of them.");
        }
    }
}
