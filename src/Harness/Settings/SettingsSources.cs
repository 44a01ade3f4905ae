using RnnMemory.Basics;

namespace RnnMemory.Settings;

/// <summary>The sources of settings; of the sources below, later ones override earlier ones.</summary>
public sealed record SettingsSources
{
    /// <summary>The folder with paper.json and quick.json.</summary>
    public required string Folder { get; init; }

    /// <summary>"quick" or "paper".</summary>
    public string Profile { get; init; } = SettingsLoader.Quick;

    /// <summary>The user's own JSON file.</summary>
    public string? File { get; init; }

    /// <summary>Environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings from the command line; the last one for a setting wins.</summary>
    public IReadOnlyList<SettingAssignment> Assignments { get; init; } = [];

    /// <summary>Names of the program's engines.</summary>
    public required IReadOnlyCollection<string> Engines { get; init; }

    /// <summary>The sections of the program's experiments.</summary>
    public required IReadOnlyList<SettingsSection> Sections { get; init; }

    /// <summary>The repository's settings for the paper's sizes, without environment variables.</summary>
    /// <param name="engines">Names of the engines that the program has.</param>
    /// <param name="sections">The sections of the experiments that the program has.</param>
    /// <exception cref="UserError">The program does not run inside the repository.</exception>
    public static SettingsSources OfThePaper(IReadOnlyCollection<string> engines, IReadOnlyList<SettingsSection> sections) => new()
    {
        Folder = Path.Combine(RepositoryRoot.Find(), "experiments", "settings"),
        Profile = SettingsLoader.Paper,
        Engines = engines,
        Sections = sections,
    };

    /// <summary>The repository's settings under this process's environment, with the profile that RNN_MEMORY_PROFILE names.</summary>
    /// <param name="engines">Names of the engines that the program has.</param>
    /// <param name="sections">The sections of the experiments that the program has.</param>
    /// <exception cref="UserError">The program does not run inside the repository.</exception>
    public static SettingsSources OfThisProcess(IReadOnlyCollection<string> engines, IReadOnlyList<SettingsSection> sections)
    {
        IReadOnlyDictionary<string, string> environment = HarnessEnvironment.Current();
        string profile = environment.GetValueOrDefault(HarnessEnvironment.Profile, "");
        return OfThePaper(engines, sections) with
        {
            Profile = profile == "" ? SettingsLoader.Quick : profile,
            Environment = environment,
        };
    }
}
