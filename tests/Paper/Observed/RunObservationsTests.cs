using RnnMemory.Experiments;
using RnnMemory.Experiments.Images;
using RnnMemory.Experiments.Verdicts;
using RnnMemory.Measures;
using RnnMemory.Paper;
using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Tests.Experiments;
using RnnMemory.Tests.Paper.Claims;
using Xunit;

namespace RnnMemory.Tests.Paper.Observed;

/// <summary>What verdicts see of records.</summary>
public sealed class RunObservationsTests
{
    private const string Model = "transposed";
    private const string Rate = "3e-05";

    [Theory]
    [InlineData(0.79, 1)]
    [InlineData(0.81, null)]
    public void Run_that_ends_a_tenth_below_its_best_epoch_collapsed_there(double last, int? collapsedAt) =>
        Assert.Equal(collapsedAt, Observe(FakeImageRun.OfMnist(Model, Rate, 0.5, 0.9, last)).CollapsedAt);

    [Fact]
    public void Frozen_run_collapsed_in_the_epoch_before() =>
        Assert.Equal(2, Observe(FakeImageRun.OfMnist(Model, Rate, 0.5, 0.9, 0.85, 0.85, 0.85).FrozenFrom(3)).CollapsedAt);

    // A network whose parameters are no numbers answers 0.
    [Fact]
    public void Epochs_after_a_divergence_have_the_accuracy_of_answering_the_first_class()
    {
        double share = RnnMemory.Data.Digits.Read().Test.Labels.Count((byte)0) / 360.0;

        Assert.Equal([0.5, 0.9, share, share], Observe(FakeImageRun.OfMnist(Model, Rate, 0.5, 0.9).Diverged(4)).TestAccuracies);
    }

    [Fact]
    public void Scores_are_those_of_the_best_epoch()
    {
        ImageObservation image = Observe(FakeImageRun.OfMnist(Model, Rate, 0.5, 0.9, 0.8).WithLosses());

        Assert.Equal((1, 0.9, 0.9 - 0.01, 2, 6), (image.BestEpoch, image.BestTestAccuracy, image.Accuracy, image.Loss, image.TestLoss));
    }

    [Fact]
    public void Verdicts_on_numbers_get_the_figures_of_each_run()
    {
        RunObservations world = World.Of(1)
            .WithImages(run => run with { TestAccuracies = [0.5, 0.9, 0.8], BestEpoch = 1, Accuracy = 0.7, Loss = 0.3, TestLoss = 0.4 });

        SeedObservation seed = world.OfNumbers().Of(new PublishedModel(Model, null, 3e-5)).Single();

        Assert.Equal((1, 0.9, 0.7, 0.3, 0.4), (seed.BestEpoch, seed.TestAccuracy, seed.TrainingAccuracy, seed.TrainingLoss, seed.TestLoss));
        Assert.Equal(world.Images.Single(image => image.Run == seed.Run).LastLatency!.All, seed.Latency);
    }

    [Fact]
    public void Latencies_are_those_of_the_last_and_of_the_best_epoch()
    {
        MeasuredRun run = FakeImageRun.OfMnist(Model, Rate, 0.5, 0.9, 0.8)
            .With(ink: 23, last: new Latency(20, 19, 8, 10), best: new Latency(17, 16, 9, 10))
            .With(new LatencyOfHalvesMeasure(), KeptEpoch.Last, new LatencyOfHalves(Even: 20.25, Odd: 19.75));
        ImageObservation image = Observations(run).Images.Single();

        Assert.Equal((20, 19, 23), (image.LastLatency!.All, image.LastLatency.Right, image.LastInk));
        Assert.Equal((20.25, 19.75), (image.LastLatency.Even, image.LastLatency.Odd));
        Assert.Equal((17, 16), (image.BestLatency!.All, image.BestLatency.Right));
    }

    // Claims on permutations in general use all that were trained.
    [Fact]
    public void Further_permutation_is_a_model_of_the_paper_and_another_batch_size_is_not()
    {
        FinishedRun run = FakeImageRun.OfMnist("original-permuted-0", Rate, 0.5).Run;
        FinishedRun further = run with { Spec = run.Spec with { Task = (ImageTaskSpec)run.Spec.Task with { Permutation = 7 } } };
        FinishedRun other = run with { Spec = run.Spec with { BatchSize = 17 } };

        Assert.Equal(["epochs"], Settings(further));
        Assert.Equal(["batchSize", "epochs"], Settings(other));

        static IEnumerable<string> Settings(FinishedRun of) =>
            Observations(new MeasuredRun(of)).Images.Single().Differences.Select(difference => difference.Setting);
    }

    // The same arithmetic gives the same bits, whatever the engine's name.
    [Theory]
    [InlineData("scalar", false)]
    [InlineData("torch", true)]
    public void Run_of_another_arithmetic_is_no_model_of_the_paper(string engine, bool differs)
    {
        FinishedRun run = FakeImageRun.OfMnist(Model, Rate, 0.5).Run;

        ImageObservation observed = Observations(new MeasuredRun(run with { Spec = run.Spec with { Engine = engine } })).Images.Single();

        Assert.Equal(differs, observed.Differences.Any(difference => difference.Setting == "numerics"));
    }

    private static ImageObservation Observe(ImageRun run) => Observations(run.Measured).Images.Single();

    private static RunObservations Observations(MeasuredRun run) =>
        RunObservations.Of([run], RecordedObservations.Plan(ExperimentCatalog.Experiments));
}
