using RnnMemory.Basics;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Increment;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Tests.Settings;

/// <summary>Loads settings from files written for one test.</summary>
internal sealed class SettingsFixture : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rnn-memory-settings-").FullName;

    public SettingsFixture()
    {
        string repository = Path.Combine(RepositoryRoot.Find(), "experiments", "settings");
        Write("paper.json", System.IO.File.ReadAllText(Path.Combine(repository, "paper.json")));
        Write("quick.json", "{ }");
    }

    public string Profile { get; init; } = SettingsLoader.Quick;

    public Dictionary<string, string> Environment { get; } = [];

    public List<string> Set { get; } = [];

    public string? File { get; private set; }

    public void Write(string name, string json) => System.IO.File.WriteAllText(Path.Combine(folder, name), json);

    public void WriteUser(string json)
    {
        Write("mine.json", json);
        File = Path.Combine(folder, "mine.json");
    }

    public LoadedSettings Load() => SettingsLoader.Load(new SettingsSources
    {
        Folder = folder,
        Profile = Profile,
        File = File,
        Environment = Environment,
        Assignments = [.. Set.Select(text => SettingAssignment.Parse(text, "--set"))],
        Engines = ["simd", "scalar"],
        Sections = ExperimentCatalog.Sections,
    });

    public IncrementSettings Increment() => Load().Settings.Section<IncrementSettings>(IncrementExperiment.SectionName);

    public string Refusal() => Assert.Throws<UserError>(Load).Message;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
