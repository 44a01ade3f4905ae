namespace RnnMemory.Settings;

/// <summary>Settings with their sources.</summary>
/// <param name="Settings">The resolved settings.</param>
/// <param name="Paper">The settings of paper.json alone, which run ids and reports call the paper's.</param>
/// <param name="Profile">The profile they started from.</param>
/// <param name="Overrides">Settings whose value differs from the profile's.</param>
public sealed record LoadedSettings(
    HarnessSettings Settings, HarnessSettings Paper, string Profile, IReadOnlyList<SettingOverride> Overrides)
{
    /// <summary>Every setting in declared order, for people to read.</summary>
    public IReadOnlyList<DescribedSetting> Described { get; init; } = [];
}

/// <summary>A setting whose value differs from the profile's.</summary>
/// <param name="Name">Its path, e.g. "Increment:Cells".</param>
/// <param name="Value">Its value; a list's elements joined by commas; "null" for none.</param>
/// <param name="Source">Where it was given.</param>
public sealed record SettingOverride(string Name, string Value, string Source);

/// <summary>A setting, its value and the values that it accepts.</summary>
/// <param name="Name">Its path, e.g. "Increment:Cells".</param>
/// <param name="Value">Its value in the form of <see cref="SettingOverride.Value"/>.</param>
/// <param name="Accepted">The values that it accepts, e.g. "a whole number, 1 to 4096".</param>
/// <param name="Help">A one-line description.</param>
/// <param name="Source">Where the value was given.</param>
public sealed record DescribedSetting(string Name, string Value, string Accepted, string Help, string Source);
