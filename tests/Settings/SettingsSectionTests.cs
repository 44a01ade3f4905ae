using RnnMemory.Basics;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Tests.Settings;

/// <summary>The harness reads, refuses and describes exactly the settings that a record declares, for any experiment.</summary>
public sealed class SettingsSectionTests
{
    private static readonly SettingsSection Zoo = new("Zoo", typeof(ZooSettings),
        [new("Zeal", 2, "Late in the alphabet, first in order.") { Min = 0 }, new("Awe", 1, "The other.") { Above = 0, Max = 8 }]);

    [Fact]
    public void Section_is_bound_and_can_be_replaced_without_touching_the_original()
    {
        HarnessSettings settings = Load("Zoo:Animals=3", "zoo:species=owl,emu").Settings;
        HarnessSettings other = settings.With("Zoo", settings.Section<ZooSettings>("Zoo") with { Animals = 7 });

        Assert.Equal(["owl", "emu"], settings.Section<ZooSettings>("Zoo").Species);
        Assert.Equal((3, 7), (settings.Section<ZooSettings>("Zoo").Animals, other.Section<ZooSettings>("Zoo").Animals));
    }

    [Fact]
    public void Section_that_was_not_announced_or_has_another_record_is_named()
    {
        HarnessSettings settings = Load().Settings;

        string message = Assert.Throws<ArgumentException>(() => settings.Section<ZooSettings>("Zo")).Message;

        Assert.Contains("no section 'Zo' of type ZooSettings", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => settings.Section<LoadedSettings>("Zoo"));
    }

    [Fact]
    public void Hyperparameters_are_keys_of_the_section_and_keep_their_declared_order()
    {
        LoadedSettings loaded = Load("Zoo:Awe=4.5");
        IReadOnlyDictionary<string, double> hyperparameters = loaded.Settings.Section<ZooSettings>("Zoo").Hyperparameters;

        Assert.Equal([KeyValuePair.Create("Zeal", 2.0), KeyValuePair.Create("Awe", 4.5)], hyperparameters);
        Assert.Throws<NotSupportedException>(() => ((IDictionary<string, double>)hyperparameters).Clear());
        Assert.Equal([new SettingOverride("Zoo:Awe", "4.5", "test")], loaded.Overrides);
    }

    [Theory]
    [InlineData("Zoo:Animals=0", "Zoo:Animals = 0 (test) must be 1 to 9.")]
    [InlineData("Zoo:Animals=10", "Zoo:Animals = 10 (test) must be 1 to 9.")]
    [InlineData("Zoo:Share=1.5", "Zoo:Share = 1.5 (test) must be between 0 and 1.")]
    [InlineData("Zoo:Height=-1", "Zoo:Height = -1 (test) must be at least 0 (0: flat).")]
    [InlineData("Zoo:Awe=0", "Zoo:Awe = 0 (test) must be above 0 and at most 8.")]
    [InlineData("Zoo:Awe=9", "Zoo:Awe = 9 (test) must be above 0 and at most 8.")]
    [InlineData("Zoo:Zeal=-1", "Zoo:Zeal = -1 (test) must be at least 0.")]
    [InlineData("Zoo:Ages=3,-1", "Zoo:Ages = 3,-1 (test) must not have negative entries.")]
    [InlineData("Zoo:Weights=3,0", "Zoo:Weights = 3,0 (test) must be above 0.")]
    [InlineData("Zoo:Species=", "Zoo:Species =  (test) must have at least one entry.")]
    [InlineData("Zoo:Species=owl,owl", "Zoo:Species = owl,owl (test) must not have an entry twice.")]
    [InlineData("Zoo:Species=ow", "Zoo:Species (test): Unknown species 'ow'. Did you mean 'owl'? Known: owl, emu.")]
    [InlineData("Zoo:Zea=1", "test: unknown setting 'Zoo:Zea'. Did you mean 'Zoo:Zeal'?")]
    [InlineData("Zoo:Hyperparameters=1", "test: unknown setting 'Zoo:Hyperparameters'. Known: Seed, Seeds, Engine, Workers, Artifacts, Zoo:")]
    public void Refusals_follow_from_the_declaration(string assignment, string message) =>
        Assert.StartsWith(message, Assert.Throws<UserError>(() => Load(assignment)).Message);

    [Fact]
    public void Rule_across_settings_names_the_source_of_the_value() => Assert.Equal(
        "Zoo:Animals = 1 (test) must be at least the number of Zoo:Species.",
        Assert.Throws<UserError>(() => Load("Zoo:Species=owl,emu", "Zoo:Animals=1")).Message);

    [Fact]
    public void Description_says_value_limits_help_and_source()
    {
        IReadOnlyDictionary<string, DescribedSetting> described = Load("Zoo:Animals=3").Described.ToDictionary(setting => setting.Name);

        Assert.Equal(
            new DescribedSetting("Zoo:Animals", "3", "a whole number, 1 to 9", "How many.", "test"),
            described["Zoo:Animals"]);
        Assert.Equal(
            new DescribedSetting("Zoo:Zeal", "2", "a number, at least 0", "Late in the alphabet, first in order.", "default"),
            described["Zoo:Zeal"]);
        Assert.Equal(
            ("owl", "a list of owl, emu", "null", "a list of texts; or null", "numbers, each above 0", "Sunday or"),
            (described["Zoo:Species"].Value, described["Zoo:Species"].Accepted, described["Zoo:Names"].Value, described["Zoo:Names"].Accepted,
             described["Zoo:Weights"].Accepted, described["Zoo:Closed"].Accepted[..9]));
        Assert.Equal("simd or scalar", described["Engine"].Accepted);
    }

    [Theory]
    [InlineData(typeof(Undeclared), false, "Undeclared.Animals needs [Setting].")]
    [InlineData(typeof(Bare), true, "Bare needs a property of type IReadOnlyDictionary<string, double>: Zoo has hyperparameters.")]
    [InlineData(typeof(Twice), true, "Setting Zoo:Zeal is declared twice.")]
    public void Record_that_declares_itself_badly_is_a_defect(Type type, bool hyperparameters, string message) => Assert.Equal(
        message,
        Assert.Throws<InvalidOperationException>(() => new SettingKeys([new("Zoo", type, hyperparameters ? Zoo.Hyperparameters : [])], [])).Message);

    private static LoadedSettings Load(params string[] assignments)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rnn-memory-sections-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "paper.json"), "{}");
            return SettingsLoader.Load(new SettingsSources
            {
                Folder = folder.FullName,
                Profile = SettingsLoader.Paper,
                Assignments = [.. assignments.Select(text => SettingAssignment.Parse(text, "test"))],
                Engines = ["simd", "scalar"],
                Sections = [Zoo],
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed record ZooSettings : ICheckedSettings
    {
        [Setting("How many.", Min = 1, Max = 9)]
        public int Animals { get; init; } = 5;

        [Setting("Which.", NotEmpty = true, Distinct = true, Names = typeof(SpeciesNames))]
        public IReadOnlyList<string> Species { get; init; } = ["owl"];

        [Setting("Names.")]
        public IReadOnlyList<string>? Names { get; init; }

        [Setting("Ages in years.", Min = 0)]
        public IReadOnlyList<int> Ages { get; init; } = [];

        [Setting("Weights in kg.", Above = 0)]
        public IReadOnlyList<double> Weights { get; init; } = [];

        [Setting("Share of birds.", Min = 0, Max = 1)]
        public double Share { get; init; }

        [Setting("Height in metres.", Min = 0, Zero = "flat")]
        public double Height { get; init; }

        [Setting("Day of rest.")]
        public DayOfWeek Closed { get; init; }

        public IReadOnlyDictionary<string, double> Hyperparameters { get; init; } = new Dictionary<string, double>();

        void ICheckedSettings.Check(SettingChecks checks) => checks.Require(
            nameof(Animals), Animals >= Species.Count, $"must be at least the number of {checks.NameOf(nameof(Species))}");
    }

    private sealed class SpeciesNames : IKnownNames
    {
        public string Kind => "species";

        public IReadOnlyCollection<string> Names => ["owl", "emu"];
    }

    private sealed record Undeclared
    {
        public int Animals { get; init; }
    }

    private sealed record Bare
    {
        [Setting("How many.")]
        public int Animals { get; init; }
    }

    private sealed record Twice
    {
        [Setting("Also a hyperparameter.")]
        public double Zeal { get; init; }

        public IReadOnlyDictionary<string, double> Hyperparameters { get; init; } = new Dictionary<string, double>();
    }
}
