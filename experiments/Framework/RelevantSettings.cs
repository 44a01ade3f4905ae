using RnnMemory.Settings;

namespace RnnMemory.Experiments.Framework;

/// <summary>Says whether results can be compared with accepted ones, which hold for a profile's own settings.</summary>
public static class RelevantSettings
{
    /// <summary>The settings that differ from the profile's and change results of a section's experiments, each with its source.</summary>
    public static IReadOnlyList<string> ChangedFor(string section, LoadedSettings loaded) =>
        [.. loaded.Overrides.Where(change => Matters(change, section, loaded)).Select(change => $"{change.Name} = {change.Value} ({change.Source})")];

    private static bool Matters(SettingOverride change, string section, LoadedSettings loaded) => change.Name switch
    {
        nameof(HarnessSettings.Seed) or nameof(HarnessSettings.Seeds) =>
            !loaded.Settings.EverySeed().SequenceEqual(loaded.Paper.EverySeed()),
        nameof(HarnessSettings.Engine) => EngineSuffix.Of(loaded).Length > 0,
        _ => change.Name.StartsWith(section + ":", StringComparison.Ordinal),
    };
}
