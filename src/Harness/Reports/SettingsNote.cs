using RnnMemory.Engines;
using RnnMemory.Settings;

namespace RnnMemory.Reports;

/// <summary>Marks tables and figures that were made with other settings than the profile's.</summary>
public static class SettingsNote
{
    // No result depends on these settings.
    private static readonly string[] Irrelevant = [nameof(HarnessSettings.Workers), nameof(HarnessSettings.Artifacts)];

    /// <summary>
    /// The report with a note below each table and a mark in each figure's title; unchanged if the settings are the profile's.
    /// </summary>
    public static Report Add(Report report, LoadedSettings loaded)
    {
        string[] changes = [.. loaded.Overrides.Where(change => Matters(change, loaded)).Select(change => $"{change.Name} = {change.Value}")];
        return changes.Length == 0
            ? report
            : report.Marked($"Not the settings of profile {loaded.Profile}: {string.Join("; ", changes)}.", "settings changed");
    }

    // Engines with the same arithmetic give the same bits, and stored runs may have been trained by any of them.
    private static bool Matters(SettingOverride change, LoadedSettings loaded) => change.Name == nameof(HarnessSettings.Engine)
        ? Arithmetic(loaded.Settings) != Arithmetic(loaded.Paper)
        : !Irrelevant.Contains(change.Name);

    private static string Arithmetic(HarnessSettings settings) => EngineCatalog.Known[settings.Engine].Numerics;
}
