using RnnMemory.Experiments.Damage;
using RnnMemory.Experiments.Digits;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Experiments.Latency;
using RnnMemory.Experiments.Mnist;
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
    private static readonly LoadedSettings Paper = Planned.Paper;

    [Fact]
    public void Paper_has_the_26_models_of_table_3_under_its_own_names()
    {
        // The names of the paper's table, in another order.
        ImageRun[] runs = [.. new MnistExperiment().Plan(Paper).Select(spec => new ImageRun(new MeasuredRun(new FinishedRun(spec, [], "nowhere")), spec.Epochs))];

        Assert.Equal(Published.Table3.Select(row => row.PaperLabel).Order(), runs.Select(run => run.Name).Order());
        Assert.All(runs, run => Assert.Equal(run.Name, run.Published!.PaperLabel));
    }

    [Fact]
    public void Spec_holds_the_papers_network_and_training()
    {
        RunSpec spec = new MnistExperiment().Plan(Paper).Single(run => run.Id == "mnist/transposed-permuted-2@16@128@3e-05/seed-0");

        Assert.Equal(new ModelSpec { Cell = Cell.Vanilla, Inputs = 28, Hidden = 128, Classes = 10, Readout = Readout.LastStep }, spec.Model);
        Assert.Equal(new OptimizerSpec { LearningRate = 3e-5 }, spec.Optimizer);
        Assert.Equal((16, 244, 0L, "simd"), (spec.BatchSize, spec.Epochs, spec.Seed, spec.Engine));
        Assert.Equal(new ImageTaskSpec { DataSet = "mnist", Representation = Representation.TransposedPermuted, Permutation = 2 }, spec.Task);
        Assert.Equal((21_386, 17_930), (spec.Model.ParameterCount, new MnistExperiment().Plan(Paper)[^1].Model.ParameterCount));
    }

    [Fact]
    public void Every_setting_reaches_the_run()
    {
        IReadOnlyList<RunSpec> plan = new MnistExperiment().Plan(Planned.With(
            SettingsLoader.Paper, "Seed=7", "Engine=scalar", "Mnist:DataSet=mine", "Mnist:Files=a,b,c,d",
            "Mnist:Representations=transposed-permuted,flattened", "Mnist:Permutations=5", "Mnist:LearningRates=0.25,0.5", "Mnist:Hidden=9",
            "Mnist:BatchSize=8", "Mnist:Epochs=2", "Mnist:Optimizer=adam", "Mnist:Beta1=0.75", "Mnist:Beta2=0.5", "Mnist:Epsilon=0.125",
            "Mnist:ClipNorm=3", "Mnist:TrainingSubset=64", "Mnist:PixelTrainingSubset=32", "Mnist:AccuracySubset=7"));

        var lines = new ImageTaskSpec
        {
            DataSet = "mine",
            Files = new()
            {
                TrainImages = new() { Name = "a" },
                TrainLabels = new() { Name = "b" },
                TestImages = new() { Name = "c" },
                TestLabels = new() { Name = "d" },
            },
            Representation = Representation.TransposedPermuted,
            Permutation = 5,
            TrainingSubset = 64,
            AccuracySubset = 7,
        };
        ImageTaskSpec pixels = lines with { Representation = Representation.Flattened, Permutation = 0, TrainingSubset = 32 };
        Assert.Equal([lines, lines, pixels, pixels], plan.Select(spec => spec.Task));
        Assert.Equal([0.25, 0.5, 0.25, 0.5], plan.Select(spec => spec.Optimizer.LearningRate));
        Assert.All(plan, spec => Assert.Equal((8, 2, 7L, "scalar"), (spec.BatchSize, spec.Epochs, spec.Seed, spec.Engine)));
        var model = new ModelSpec { Cell = Cell.Vanilla, Inputs = 28, Hidden = 9, Classes = 10, Readout = Readout.LastStep };
        Assert.Equal([model, model, model with { Inputs = 1 }, model with { Inputs = 1 }], plan.Select(spec => spec.Model));
        var adam = new OptimizerSpec
        {
            Optimizer = Adam.Instance,
            LearningRate = 1,
            ClipNorm = 3,
            [Adam.Beta1] = 0.75,
            [Adam.Beta2] = 0.5,
            [Adam.Epsilon] = 0.125,
        };
        Assert.All(plan, spec => Assert.Equal(adam, spec.Optimizer with { LearningRate = 1 }));
    }

    [Fact]
    public void Quick_profile_trains_every_model_of_the_paper_under_other_names()
    {
        IReadOnlyList<RunSpec> paper = new MnistExperiment().Plan(Paper), quick = new MnistExperiment().Plan(Planned.With(SettingsLoader.Quick));

        Assert.Equal(paper.Select(ImageRow.Of), quick.Select(ImageRow.Of));
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
    [InlineData("Mnist:SquareBox=true")]
    [InlineData("Mnist:Cell=tanh")]
    [InlineData("Mnist:Cell=lstm")]
    [InlineData("Mnist:Optimizer=adam")]
    [InlineData("Mnist:KernelDeviation=0.01")]
    [InlineData("Seeds=1-3")]
    [InlineData("Seed=1")]
    [InlineData("Engine=torch")]
    public void No_variant_shares_a_run_with_the_paper(string settings)
    {
        string[] paper = [.. new MnistExperiment().Plan(Paper).Select(spec => spec.Id)];
        string[] variant = [.. new MnistExperiment().Plan(Planned.With(SettingsLoader.Paper, settings.Split(';'))).Select(spec => spec.Id)];

        // Other permutations are other models; what is not permuted stays the paper's.
        Assert.Empty(settings.Contains("Permutations", StringComparison.Ordinal) ? paper.Intersect(variant).Where(id => id.Contains("permuted", StringComparison.Ordinal)) : paper.Intersect(variant));
    }

    [Fact]
    public void Every_model_is_planned_with_every_seed_which_come_innermost()
    {
        IReadOnlyList<RunSpec> plan = new MnistExperiment().Plan(Planned.With(SettingsLoader.Paper, "Seeds=4,0"));

        Assert.Equal(52, plan.Count);
        Assert.Equal(["mnist/original@16@128@3e-05/seed-4", "mnist/original@16@128@3e-05/seed-0"], plan.Take(2).Select(spec => spec.Id));
        Assert.Equal(52, plan.Select(new MnistExperiment().Row).Select(row => string.Join(',', row.Parameters)).Distinct().Count());
    }

    [Fact]
    public void What_ifs_reach_the_spec()
    {
        RunSpec spec = new MnistExperiment().Plan(Planned.With(
            SettingsLoader.Paper, "Mnist:Cell=gru", "Mnist:SquareBox=true", "Mnist:KernelDeviation=0.1"))[0];

        Assert.Equal((Cell.Gru, null, true), (spec.Model.Cell, spec.Model.KernelDeviation, ((ImageTaskSpec)spec.Task).SquareBox));
        Assert.Equal("mnist/original@16@128@3e-05+SquareBox=true+Cell=gru/seed-0", spec.Id);
        Assert.Equal(0.1, new MnistExperiment().Plan(Planned.With(SettingsLoader.Paper, "Mnist:KernelDeviation=0.1"))[0].Model.KernelDeviation);
    }

    [Fact]
    public void Latency_and_damage_are_measured_on_the_same_runs()
    {
        string[] runs = [.. new MnistExperiment().Plan(Paper).Select(spec => spec.Id)];

        Assert.Equal(runs, new LatencyExperiment().Plan(Paper).Select(spec => spec.Id));
        Assert.Equal(runs, new DamageExperiment().Plan(Paper).Select(spec => spec.Id));
    }

    [Fact]
    public void Digits_are_the_same_under_every_profile()
    {
        Assert.Equal(
            new DigitsExperiment().Plan(Paper).Select(spec => spec.Id),
            new DigitsExperiment().Plan(Planned.With(SettingsLoader.Quick)).Select(spec => spec.Id));
        Assert.Equivalent(
            Paper.Settings.Section<ImageSettings>(ImageSections.Digits),
            Planned.With(SettingsLoader.Quick).Settings.Section<ImageSettings>(ImageSections.Digits),
            strict: true);
        Assert.Equal("digits/original@16@64@0.0003/seed-0", new DigitsExperiment().Plan(Paper)[0].Id);
    }

    [Fact]
    public void A_test_needs_the_runs_of_its_representation_permutation_and_learning_rate()
    {
        RunRow[] rows = [.. new MnistExperiment().Plan(Paper).Select(new MnistExperiment().Row)];

        Assert.Equal(1, Needed(("Representation", "original"), ("LearningRate", "3e-05")));
        Assert.Equal(1, Needed(("Representation", "original-permuted"), ("LearningRate", "3e-05"), ("Permutation", "1")));
        Assert.Equal(26, Needed(("Experiment", "Mnist")));

        int Needed(params (string Name, string Value)[] traits)
        {
            Dictionary<string, IReadOnlyCollection<string>> ofTest = traits.ToDictionary(t => t.Name, t => (IReadOnlyCollection<string>)[t.Value]);
            return rows.Count(row => row.IsNeededBy(ofTest));
        }
    }
}
