using System.Collections.Immutable;

namespace RnnMemory.Settings;

/// <summary>
/// All settings of the harness: experiments/settings/paper.json, overridden by profile, file, environment and command line. The settings
/// of one experiment form a section, whose record the experiment declares (<see cref="SettingsSection"/>).
/// </summary>
public sealed record HarnessSettings : ICheckedSettings
{
    /// <summary>Seeds every random stream of every run.</summary>
    [Setting("Seeds every random stream of every run.", Min = 0)]
    public long Seed { get; init; }

    /// <summary>Several seeds, as <see cref="SeedList"/> reads them; null for <see cref="Seed"/> alone.</summary>
    [Setting("Several seeds, a run for each: numbers and ranges, e.g. 0-4,9; null: Seed alone. Give Seed or Seeds, not both.")]
    public string? Seeds { get; init; }

    /// <summary>Name of the engine.</summary>
    [Setting("The engine that does the arithmetic. Engines of the numeric contract give the same bits.")]
    public string Engine { get; init; } = "simd";

    /// <summary>Runs trained side by side; 0 means one per processor.</summary>
    [Setting("Runs trained side by side; 0: one per processor.", Min = 0, Max = 1024)]
    public int Workers { get; init; }

    /// <summary>Folder for everything that a run writes, relative to the repository's root unless absolute.</summary>
    [Setting("Folder for all that a run writes, relative to the repository's root unless absolute.")]
    public string Artifacts { get; init; } = "artifacts";

    private ImmutableDictionary<string, object> Sections { get; init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>The seeds that plans make runs for, in the order in which they were given; at least one.</summary>
    public IReadOnlyList<long> EverySeed() => Seeds is null ? [Seed] : SeedList.Parse(Seeds);

    /// <summary>The settings of a section.</summary>
    /// <typeparam name="T">The type of the section's record.</typeparam>
    /// <param name="name">The section's name, e.g. "Increment".</param>
    /// <exception cref="ArgumentException">There is no such section, or its record has another type.</exception>
    public T Section<T>(string name)
        where T : class => Sections.GetValueOrDefault(name) as T
            ?? throw new ArgumentException($"The settings have no section '{name}' of type {typeof(T).Name}.", nameof(name));

    /// <summary>The same settings with another record for a section.</summary>
    /// <param name="name">The section's name, e.g. "Increment".</param>
    /// <param name="section">Its settings, which are not checked.</param>
    public HarnessSettings With<T>(string name, T section)
        where T : class => this with { Sections = Sections.SetItem(name, section) };

    /// <inheritdoc/>
    void ICheckedSettings.Check(SettingChecks checks)
    {
        checks.Read(nameof(Seeds), EverySeed);
        checks.Require(
            nameof(Artifacts), Artifacts.Trim() != "" && Artifacts.IndexOfAny(Path.GetInvalidPathChars()) < 0, "must name a folder");
    }
}
