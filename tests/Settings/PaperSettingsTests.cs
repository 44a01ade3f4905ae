using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Increment;
using RnnMemory.Models;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using Xunit;

namespace RnnMemory.Tests.Settings;

public sealed class PaperSettingsTests
{
    private static readonly SettingsSources Committed = new()
    {
        Folder = Path.Combine(RepositoryRoot.Find(), "experiments", "settings"),
        Profile = SettingsLoader.Paper,
        Engines = ["simd"],
        Sections = ExperimentCatalog.Sections,
    };

    [Fact]
    public void Paper_json_gives_the_increment_experiment_of_section_3_1()
    {
        IncrementSettings increment = SettingsLoader.Load(Committed).Settings.Section<IncrementSettings>(IncrementExperiment.SectionName);

        Assert.Equal(["2x32", "10x7", "4x15"], increment.Sizes);
        Assert.Equal(["vanilla", "lstm", "gru"], increment.Cells);
        Assert.Equal(["simple", "complicated"], increment.Orders);
        Assert.Equal((16, 16, 5, 10_240), (increment.Hidden, increment.BatchSize, increment.Epochs, increment.UpdatesPerEpoch));
        Assert.Equal(("rmsprop", 3e-4, 0.0), (increment.Optimizer, increment.LearningRate, increment.ClipNorm));
        Assert.Equal((0.9, 1e-7), (increment.Hyperparameters[RmsProp.Rho], increment.Hyperparameters[RmsProp.Epsilon]));
        Assert.Equal((0.1, true), (increment.InterestingProbability, increment.InterestingIncludesAll));
        Assert.Equal((300_000, 10_000, 512), (increment.Holdout, increment.CurveHoldout, increment.CurveEvery));
        Assert.Equal([0, 64, 128, 256], increment.CurveAlsoAt);
        Assert.Equal((true, false, DigitEncoding.OneHot), (increment.Doubled, increment.PhaseMarker, increment.Encoding));
        Assert.Equal((GateActivation.HardSigmoid, false), (increment.GateActivation, increment.OrthogonalPerGate));
        Assert.Equal((false, 0), (increment.LossOnSecondHalf, increment.FixedTrainingSet));
        Assert.Null(increment.Permutation);
    }

    [Fact]
    public void Paper_json_names_every_setting_so_that_none_hides_in_code()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Committed.Folder, "paper.json")));

        // Hyperparameters of optimisers that the paper does not use have their defaults in the registry.
        IEnumerable<string> others = KnownOptimizers.NotOf(Optimizers.Default.Name).SelectMany(name => Committed.Sections.Select(section => $"{section.Name}:{name}"));
        Assert.Equal(new SettingKeys(Committed.Sections, Committed.Engines).All.Keys.Except(others).Order(), Names(json.RootElement, "").Order());
    }

    [Fact]
    public void Quick_profile_trains_the_increment_experiment_at_full_size()
    {
        HarnessSettings quick = SettingsLoader.Load(Committed with { Profile = SettingsLoader.Quick }).Settings;

        Assert.Equivalent(
            SettingsLoader.Load(Committed).Settings.Section<IncrementSettings>(IncrementExperiment.SectionName),
            quick.Section<IncrementSettings>(IncrementExperiment.SectionName),
            strict: true);
    }

    private static IEnumerable<string> Names(JsonElement section, string prefix) =>
        section.EnumerateObject().SelectMany(property => property.Value.ValueKind == JsonValueKind.Object
            ? Names(property.Value, $"{prefix}{property.Name}:")
            : [prefix + property.Name]);
}
