namespace RnnMemory.Settings;

/// <summary>Settings with their history.</summary>
/// <param name="Settings">The resolved settings.</param>
/// <param name="Paper">The settings of paper.json alone: what run ids and reports call the paper's.</param>
/// <param name="Profile">The profile they started from.</param>
/// <param name="Overrides">Settings whose value is not the profile's.</param>
public sealed record LoadedSettings(
    HarnessSettings Settings, HarnessSettings Paper, string Profile, IReadOnlyList<SettingOverride> Overrides)
{
    /// <summary>Every setting in declared order, for people to read.</summary>
    public IReadOnlyList<DescribedSetting> Described { get; init; } = [];
}

/// <summary>A setting whose value is not the profile's.</summary>
/// <param name="Name">Its path, e.g. "Increment:Cells".</param>
/// <param name="Value">Its value; a list's elements joined by commas; "null" for none.</param>
/// <param name="Source">Where it was given.</param>
public sealed record SettingOverride(string Name, string Value, string Source);

/// <summary>A setting, its value and what it takes.</summary>
/// <param name="Name">Its path, e.g. "Increment:Cells".</param>
/// <param name="Value">Its value as <see cref="SettingOverride.Value"/>.</param>
/// <param name="Accepted">What it takes, e.g. "a whole number, 1 to 4096".</param>
/// <param name="Help">One line for people.</param>
/// <param name="Source">Where the value was given.</param>
public sealed record DescribedSetting(string Name, string Value, string Accepted, string Help, string Source);
