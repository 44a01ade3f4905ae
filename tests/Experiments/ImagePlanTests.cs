using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Images;
using RnnMemory.Models;
using RnnMemory.Paper;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Experiments;

public sealed class ImagePlanTests
{
    private static readonly HarnessSettings Paper = PaperSettings.Value;

    [Fact]
    public void Paper_has_the_26_models_of_table_3_under_its_own_names()
    {
        // The names of the paper's table, in another order.
        ImageRun[] runs = [.. new Mnist().Plan(Paper).Select(spec => new ImageRun(new FinishedRun(spec, [], "nowhere")))];

        Assert.Equal(Published.Table3.Select(row => row.PaperLabel).Order(), runs.Select(run => run.Name).Order());
        Assert.All(runs, run => Assert.Equal(run.Name, run.Published!.PaperLabel));
    }

    [Fact]
    public void Spec_holds_the_papers_network_and_training()
    {
        RunSpec spec = new Mnist().Plan(Paper).Single(run => run.Id == "mnist/transposed-permuted-2@16@128@3e-05/seed-0");

        Assert.Equal(new ModelSpec { Cell = Cell.Vanilla, Inputs = 28, Hidden = 128, Classes = 10, Readout = Readout.LastStep }, spec.Model);
        Assert.Equal(new OptimizerSpec { LearningRate = 3e-5 }, spec.Optimizer);
        Assert.Equal((16, 244, 0L, "simd"), (spec.BatchSize, spec.Epochs, spec.Seed, spec.Engine));
        Assert.Equal(new ImageTaskSpec { DataSet = "mnist", Representation = Representation.TransposedPermuted, Permutation = 2 }, spec.Task);
        Assert.Equal((21_386, 17_930), (spec.Model.ParameterCount, new Mnist().Plan(Paper)[^1].Model.ParameterCount));
    }

    [Fact]
    public void Quick_profile_trains_every_model_of_the_paper_under_other_names()
    {
        IReadOnlyList<RunSpec> paper = new Mnist().Plan(Paper), quick = new Mnist().Plan(Load(SettingsLoader.Quick));

        Assert.Equal(paper.Select(ImagePlan.Row), quick.Select(ImagePlan.Row));
        Assert.Empty(paper.Select(spec => spec.Id).Intersect(quick.Select(spec => spec.Id)));
        Assert.All(quick, spec => Assert.Equal(spec.Model.Inputs > 1 ? 0 : 6_400, ((ImageTaskSpec)spec.Task).TrainingSubset));
        Assert.Contains("mnist/flattened@16@128@3e-05+Epochs=1+TrainingSubset=6400/seed-0", quick.Select(spec => spec.Id));
    }

    [Theory]
    [InlineData("Mnist:Epochs=3")]
    [InlineData("Mnist:Rho=0.99")]
    [InlineData("Mnist:Epsilon=1e-8")]
    [InlineData("Mnist:ClipNorm=1")]
    [InlineData("Mnist:Hidden=140")]
    [InlineData("Mnist:BatchSize=32")]
    [InlineData("Mnist:LearningRates=1e-5")]
    [InlineData("Mnist:Permutations=3")]
    [InlineData("Mnist:TrainingSubset=1600;Mnist:PixelTrainingSubset=1600")]
    [InlineData("Mnist:AccuracySubset=100")]
    [InlineData("Mnist:DataSet=fashion;Mnist:Files=a,b,c,d")]
    [InlineData("Seed=1")]
    [InlineData("Engine=torch")]
    public void No_variant_shares_a_run_with_the_paper(string settings)
    {
        string[] paper = [.. new Mnist().Plan(Paper).Select(spec => spec.Id)];
        string[] variant = [.. new Mnist().Plan(Load(SettingsLoader.Paper, settings.Split(';'))).Select(spec => spec.Id)];

        // Other permutations are other models; what is not permuted stays the paper's.
        Assert.Empty(settings.Contains("Permutations", StringComparison.Ordinal) ? paper.Intersect(variant).Where(id => id.Contains("permuted", StringComparison.Ordinal)) : paper.Intersect(variant));
    }

    [Fact]
    public void Latency_and_damage_are_measured_on_the_same_runs()
    {
        string[] runs = [.. new Mnist().Plan(Paper).Select(spec => spec.Id)];

        Assert.Equal(runs, new MnistLatency().Plan(Paper).Select(spec => spec.Id));
        Assert.Equal(runs, new MnistDamage().Plan(Paper).Select(spec => spec.Id));
    }

    [Fact]
    public void Digits_are_the_same_under_every_profile()
    {
        Assert.Equal(
            new EmbeddedDigits().Plan(Paper).Select(spec => spec.Id),
            new EmbeddedDigits().Plan(Load(SettingsLoader.Quick)).Select(spec => spec.Id));
        Assert.Equivalent(Paper.Digits, Load(SettingsLoader.Quick).Digits, strict: true);
        Assert.Equal("digits/original@16@64@0.001/seed-0", new EmbeddedDigits().Plan(Paper)[0].Id);
    }

    [Fact]
    public void A_test_needs_the_runs_of_its_representation_permutation_and_learning_rate()
    {
        IReadOnlyList<TraitedRun> runs = MnistRuns();

        Assert.Equal(1, Needed(("Representation", "original"), ("LearningRate", "3e-05")));
        Assert.Equal(1, Needed(("Representation", "original-permuted"), ("LearningRate", "3e-05"), ("Permutation", "1")));
        Assert.Equal(26, Needed(("Experiment", "Mnist")));

        int Needed(params (string Name, string Value)[] traits)
        {
            Dictionary<string, IReadOnlyCollection<string>> ofTest = traits.ToDictionary(t => t.Name, t => (IReadOnlyCollection<string>)[t.Value]);
            return runs.Count(run => run.IsNeededBy(ofTest));
        }
    }

    private static IReadOnlyList<TraitedRun> MnistRuns() => ImageTheory.Traited(new Mnist().Plan(Paper));

    private static HarnessSettings Load(string profile, params string[] settings) => SettingsLoader.Load(new SettingsSources
    {
        Folder = Path.Combine(RepositoryRoot.Find(), "experiments", "settings"),
        Profile = profile,
        Engines = EngineCatalog.Known.Names,
        Assignments = [.. settings.Select(text => SettingAssignment.Parse(text, "test"))],
    }).Settings;
}
