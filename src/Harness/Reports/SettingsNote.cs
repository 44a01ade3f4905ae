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
        string[] changes = [.. loaded.Overrides.Where(change => !Irrelevant.Contains(change.Name)).Select(change => $"{change.Name} = {change.Value}")];
        return changes.Length == 0 ? report : report with
        {
            Tables = [.. report.Tables.Select(table => table with { Notes = [.. table.Notes, $"Not the settings of profile {loaded.Profile}: {string.Join("; ", changes)}."] })],
            Figures = [.. report.Figures.Select(figure => figure with { Title = $"{figure.Title}, settings changed" })],
        };
    }
}
