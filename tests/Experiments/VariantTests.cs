using System.Globalization;
using System.Text.Json;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Experiments;

/// <summary>A setting that was forgotten in a plan would train the paper's network under the name of a variant.</summary>
public sealed class VariantTests
{
    // Settings whose other values cannot be told from their types, each with what has to be set beside it.
    private static readonly Dictionary<string, (string Value, string[] Beside)> Others = new()
    {
        ["Increment:Sizes"] = ("3x5", []),
        ["Increment:Permutation"] = ("1,0", ["Increment:Sizes=2x2"]),
        ["Mnist:DataSet"] = ("digits", []),
        ["Digits:DataSet"] = ("mnist", []),
        ["Mnist:Files"] = ("a,b,c,d", ["Mnist:DataSet=mine"]),
        ["Digits:Files"] = ("a,b,c,d", ["Digits:DataSet=mine"]),
    };

    private static readonly SettingKey[] Keys =
        [.. new SettingKeys(ExperimentCatalog.Sections, EngineCatalog.Known.Names).All.Values.Where(key => key.Name.Contains(':', StringComparison.Ordinal))];

    /// <summary>Every setting of a section, with every optimiser, since some are of one optimiser only.</summary>
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (SettingKey key in Keys.Where(key => !key.Name.EndsWith(":Optimizer", StringComparison.Ordinal)))
        {
            foreach (string optimizer in Optimizers.Names)
            {
                cases.Add(key.Name, optimizer);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_whose_id_names_a_setting_is_not_the_run_without_it(string name, string optimizer)
    {
        SettingKey key = Keys.Single(key => key.Name == name);
        IExperiment experiment = ExperimentCatalog.Experiments.First(one => one.Section.Name == name.Split(':')[0]);
        (string value, string[] beside) = Others.TryGetValue(name, out var other) ? other : (Other(key, experiment), []);
        string[] with = [.. beside, $"{experiment.Section.Name}:Optimizer={optimizer}"];
        IReadOnlyList<RunSpec> plain = experiment.Plan(Planned.With(SettingsLoader.Paper, name.EndsWith(":Files", StringComparison.Ordinal) ? with[1..] : with));
        IReadOnlyList<RunSpec> changed = experiment.Plan(Planned.With(SettingsLoader.Paper, [.. with, $"{name}={value}"]));

        HashSet<string> ids = [.. plain.Select(spec => spec.Id)], contents = [.. plain.Select(Content)];
        Assert.All(changed.Where(spec => !ids.Contains(spec.Id)), spec => Assert.DoesNotContain(Content(spec), contents));
    }

    [Fact]
    public void Ids_name_most_settings()
    {
        string[] named =
        [
            .. from key in Keys
               where !Others.ContainsKey(key.Name)
               let experiment = ExperimentCatalog.Experiments.First(one => one.Section.Name == key.Name.Split(':')[0])
               let changed = experiment.Plan(Planned.With(SettingsLoader.Paper, $"{key.Name}={Other(key, experiment)}"))
               where changed.Select(spec => spec.Id).Except(experiment.Plan(Planned.Paper).Select(spec => spec.Id)).Any()
               select key.Name,
        ];

        Assert.InRange(named.Length, Keys.Length / 2, Keys.Length);
    }

    // All that decides what is trained.
    private static string Content(RunSpec spec) => JsonSerializer.Serialize(spec with { Id = "" }, RunJson.Line);

    // A value that the paper's setting does not have.
    private static string Other(SettingKey key, IExperiment experiment)
    {
        object section = Planned.Paper.Settings.Section<object>(experiment.Section.Name);
        string[] now = [.. key.Values(section).Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)!)];
        return key.Type switch
        {
            _ when key.Known is { } known => known.Names.Except(now).FirstOrDefault() ?? known.Names.First(),
            { IsEnum: true } => Enum.GetNames(key.Type).Except(now).First(),
            _ when key.Type == typeof(bool) => now[0] == "True" ? "false" : "true",
            _ when key.IsWhole => now is [var first, ..] && first != "0" ? Number(long.Parse(first, CultureInfo.InvariantCulture) + 1) : "64",
            _ when now is [var first, ..] && first != "0" => Number(double.Parse(first, CultureInfo.InvariantCulture) / 2),
            _ => "0.5",
        };
    }

    private static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
