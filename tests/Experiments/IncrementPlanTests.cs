using RnnMemory.Basics;
using RnnMemory.Experiments.Increment;
using RnnMemory.Models;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Experiments;

public sealed class IncrementPlanTests
{
    private static readonly LoadedSettings Paper = Planned.Paper;

    [Fact]
    public void Paper_has_three_sizes_times_three_cells_times_two_orders()
    {
        IReadOnlyList<RunSpec> plan = new IncrementExperiment().Plan(Paper);

        Assert.Equal(18, plan.Count);
        Assert.Equal(18, plan.Select(spec => spec.Id).Distinct().Count());
        Assert.Equal("increment/2x32/vanilla/simple@16@16@0.0003/seed-0", plan[0].Id);
        Assert.Equal("increment/4x15/gru/complicated@16@16@0.0003/seed-0", plan[^1].Id);
    }

    [Fact]
    public void Spec_holds_the_papers_network_and_training()
    {
        RunSpec spec = new IncrementExperiment().Plan(Paper).Single(run => run.Id.StartsWith("increment/10x7/lstm/complicated", StringComparison.Ordinal));

        Assert.Equal(new ModelSpec { Cell = Cell.Lstm, Inputs = 10, Hidden = 16, Classes = 10, Readout = Readout.EveryStep }, spec.Model);
        Assert.Equal(new OptimizerSpec { LearningRate = 3e-4 }, spec.Optimizer);
        Assert.Equal((16, 5, 0L, "simd"), (spec.BatchSize, spec.Epochs, spec.Seed, spec.Engine));
        var task = Assert.IsType<IncrementTaskSpec>(spec.Task);
        Assert.Equal((10, 7, DigitOrder.Complicated), (task.Base, task.Digits, task.Order));
        Assert.Equal(51_200, spec.Epochs * task.UpdatesPerEpoch);
    }

    [Fact]
    public void Every_setting_reaches_the_run()
    {
        RunSpec spec = new IncrementExperiment().Plan(With(
            "Seed=7", "Engine=scalar", "Increment:Sizes=5x3", "Increment:Cells=gru", "Increment:Orders=complicated", "Increment:Hidden=9",
            "Increment:BatchSize=8", "Increment:Epochs=2", "Increment:LearningRate=0.5", "Increment:Optimizer=adam", "Increment:Beta1=0.75",
            "Increment:Beta2=0.5", "Increment:Epsilon=0.25", "Increment:ClipNorm=3", "Increment:GateActivation=Sigmoid",
            "Increment:OrthogonalPerGate=true", "Increment:UpdatesPerEpoch=11", "Increment:Permutation=2,0,1",
            "Increment:InterestingProbability=0.3", "Increment:InterestingIncludesAll=false", "Increment:PhaseMarker=true",
            "Increment:Encoding=Scalar", "Increment:LossOnSecondHalf=true", "Increment:FixedTrainingSet=32", "Increment:Holdout=100",
            "Increment:CurveHoldout=10", "Increment:CurveEvery=3", "Increment:CurveAlsoAt=1,2")).Single();

        Assert.Equal((8, 2, 7L, "scalar"), (spec.BatchSize, spec.Epochs, spec.Seed, spec.Engine));
        Assert.Equal(
            new ModelSpec
            {
                Cell = Cell.Gru,
                Inputs = 2,
                Hidden = 9,
                Classes = 5,
                Readout = Readout.EveryStep,
                GateActivation = GateActivation.Sigmoid,
                OrthogonalPerGate = true,
            },
            spec.Model);
        Assert.Equal(
            new OptimizerSpec
            {
                Optimizer = Adam.Instance,
                LearningRate = 0.5,
                ClipNorm = 3,
                [Adam.Beta1] = 0.75,
                [Adam.Beta2] = 0.5,
                [Adam.Epsilon] = 0.25,
            },
            spec.Optimizer);
        Assert.Equivalent(
            new IncrementTaskSpec
            {
                Base = 5,
                Digits = 3,
                Order = DigitOrder.Complicated,
                Permutation = [2, 0, 1],
                UpdatesPerEpoch = 11,
                InterestingProbability = 0.3,
                InterestingIncludesAll = false,
                PhaseMarker = true,
                Encoding = DigitEncoding.Scalar,
                LossOnSecondHalf = true,
                FixedTrainingSet = 32,
                Holdout = 100,
                CurveHoldout = 10,
                CurveEvery = 3,
                CurveAlsoAt = [1, 2],
            },
            spec.Task,
            strict: true);
    }

    [Fact]
    public void Number_is_presented_once_where_the_settings_say_so() =>
        Assert.All(
            new IncrementExperiment().Plan(With("Increment:Doubled=false")), spec => Assert.False(((IncrementTaskSpec)spec.Task).Doubled));

    [Theory]
    [InlineData("Increment:PhaseMarker=true", "simple@16@16@0.0003+PhaseMarker=true/seed-0")]
    [InlineData("Increment:GateActivation=Sigmoid", "simple@16@16@0.0003+GateActivation=Sigmoid/seed-0")]
    [InlineData("Increment:Epsilon=1e-8", "simple@16@16@0.0003+Epsilon=1e-08/seed-0")]
    [InlineData("Increment:CurveAlsoAt=0,1", "simple@16@16@0.0003+CurveAlsoAt=0-1/seed-0")]
    [InlineData("Increment:KernelDeviation=0.01", "simple@16@16@0.0003+KernelDeviation=0.01/seed-0")]
    [InlineData("Increment:KernelDeviation=0.01;Increment:Cells=gru", "simple@16@16@0.0003/seed-0")]
    [InlineData("Increment:Orders=complicated;Increment:Permutations=3", "complicated-3@16@16@0.0003/seed-0")]
    [InlineData("Increment:Orders=complicated-lowest-first;Increment:Permutations=3", "complicated-lowest-first-3@16@16@0.0003/seed-0")]
    [InlineData("Increment:Orders=complicated-lowest-last", "complicated-lowest-last@16@16@0.0003/seed-0")]
    [InlineData("Seeds=7,9", "simple@16@16@0.0003/seed-7")]
    [InlineData("Increment:LearningRate=1e-5", "simple@16@16@1e-05/seed-0")]
    [InlineData("Increment:Hidden=32", "simple@16@32@0.0003/seed-0")]
    [InlineData("Increment:Cells=gru", "simple@16@16@0.0003/seed-0")]
    [InlineData("Seed=7", "simple@16@16@0.0003/seed-7")]
    [InlineData("Engine=scalar", "simple@16@16@0.0003/seed-0")]
    [InlineData("Engine=torch", "simple@16@16@0.0003+Engine=torch/seed-0")]
    public void Id_shows_every_setting_that_is_not_the_papers(string setting, string end) =>
        Assert.EndsWith(end, new IncrementExperiment().Plan(With(setting.Split(';')))[0].Id);

    [Theory]
    [InlineData("Increment:Sizes=3x4")]
    [InlineData("Increment:Cells=tanh")]
    [InlineData("Increment:Orders=reversed")]
    [InlineData("Increment:BatchSize=8")]
    [InlineData("Increment:Epochs=4")]
    [InlineData("Increment:Rho=0.99")]
    [InlineData("Increment:ClipNorm=1")]
    [InlineData("Increment:OrthogonalPerGate=true")]
    [InlineData("Increment:UpdatesPerEpoch=640")]
    [InlineData("Increment:Sizes=10x7;Increment:Permutation=6,5,4,3,2,1,0")]
    [InlineData("Increment:InterestingProbability=0.2")]
    [InlineData("Increment:InterestingIncludesAll=false")]
    [InlineData("Increment:Doubled=false")]
    [InlineData("Increment:Encoding=Scalar")]
    [InlineData("Increment:LossOnSecondHalf=true")]
    [InlineData("Increment:FixedTrainingSet=163840")]
    [InlineData("Increment:Holdout=1000")]
    [InlineData("Increment:CurveHoldout=1000")]
    [InlineData("Increment:CurveEvery=1")]
    public void No_variant_shares_a_run_with_the_paper(string settings) =>
        Assert.Empty(new IncrementExperiment().Plan(With(settings.Split(';'))).Select(spec => spec.Id)
            .Intersect(new IncrementExperiment().Plan(Paper).Select(spec => spec.Id)));

    [Fact]
    public void Permutations_are_crossed_with_seeds_and_seeds_come_innermost()
    {
        IReadOnlyList<RunSpec> plan = new IncrementExperiment().Plan(With(
            "Increment:Sizes=10x7", "Increment:Cells=gru", "Increment:Permutations=2,0", "Seeds=0-1,5"));

        Assert.Equal(
            from order in new[] { "simple", "complicated-2", "complicated-0" }
            from seed in new[] { 0, 1, 5 }
            select $"increment/10x7/gru/{order}@16@16@0.0003/seed-{seed}",
            plan.Select(spec => spec.Id));
        Assert.All(plan, spec => Assert.EndsWith($"seed-{spec.Seed}", spec.Id));
        Assert.Equal([2, 2, 2, 0, 0, 0], plan.Skip(3).Select(spec => ((IncrementTaskSpec)spec.Task).DrawnPermutation!.Value));
        Assert.Equal(9, plan.Select(spec => new IncrementExperiment().Row(spec)).Select(row => string.Join(',', row.Parameters)).Distinct().Count());
    }

    [Fact]
    public void Seed_and_Seeds_together_are_refused_in_one_line_that_names_both()
    {
        UserError error = Assert.Throws<UserError>(() => With("Seed=0", "Seeds=0-4"));

        Assert.Equal("test: Seeds is given, and Seed too (test); keep one of them.", error.Message);
        Assert.Equal([3], With("Seed=3").Settings.EverySeed());
        Assert.Equal([0], Paper.Settings.EverySeed());
    }

    [Fact]
    public void A_list_of_permutations_and_a_given_permutation_are_refused_together() =>
        Assert.Contains("cannot be combined with Increment:Permutation", Assert.Throws<UserError>(() =>
            With("Increment:Sizes=2x3", "Increment:Permutation=2,1,0", "Increment:Permutations=0")).Message);

    [Fact]
    public void Many_changes_keep_the_id_short_and_apart()
    {
        string[] many = ["Increment:Epochs=1", "Increment:UpdatesPerEpoch=100", "Increment:Holdout=1000", "Increment:CurveHoldout=100", "Increment:PhaseMarker=true"];
        string id = new IncrementExperiment().Plan(With(many))[0].Id;
        string other = new IncrementExperiment().Plan(With([.. many, "Increment:Epochs=2"]))[0].Id;

        Assert.Matches(@"^increment/2x32/vanilla/simple@16@16@0\.0003\+variant=[0-9a-f]{16}/seed-0$", id);
        Assert.NotEqual(id, other);
    }

    [Fact]
    public void Quick_profile_trains_the_experiment_at_full_size() =>
        Assert.Equal(
            new IncrementExperiment().Plan(Paper).Select(spec => spec.Id),
            new IncrementExperiment().Plan(Planned.With(SettingsLoader.Quick)).Select(spec => spec.Id));

    private static LoadedSettings With(params string[] settings) => Planned.With(SettingsLoader.Paper, settings);
}
