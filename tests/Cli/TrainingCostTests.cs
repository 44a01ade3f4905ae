using RnnMemory.Cli.Progress;
using RnnMemory.Cli.Running;
using RnnMemory.Experiments.Mnist;
using RnnMemory.Runs;
using RnnMemory.Tests.Experiments;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Cli;

/// <summary>What training costs is known before it starts, and what is done already is not counted.</summary>
public sealed class TrainingCostTests
{
    private static readonly Dictionary<string, double> Nothing = [];
    private static readonly RunSpec[] Networks = [.. new MnistExperiment().Plan(Planned.With(
        "paper", "Mnist:Representations=original,transposed", "Mnist:LearningRates=3e-05", "Seeds=0,99"))];

    private readonly TrainingCost cost = new(Networks, new RecordedRuns(RecordedRuns.Folder));

    private static RunSpec[] NotRecorded => [.. Networks.Where(network => network.Seed == 99)];

    [Fact]
    public void Recorded_networks_cost_nothing_unless_the_record_is_ignored()
    {
        double seconds = NotRecorded.Sum(network => cost.Seconds(network)!.Value);

        Assert.Equal(
        [
            "4 networks: 2 are recorded in expected/runs.",
            $"With the record: 2 to train, about {Text(seconds)} of one core.",
            $"Without it (--ignore-record): 4 to train, about {Text(Networks.Sum(network => cost.Seconds(network)!.Value))} of one core.",
        ], cost.Lines(Nothing, Nothing));
    }

    [Fact]
    public void Epochs_that_others_trained_are_not_counted_unless_the_record_is_ignored()
    {
        string[] before = [.. cost.Lines(Nothing, Nothing)];
        double seconds = (0.25 * cost.Seconds(NotRecorded[0])!.Value) + cost.Seconds(NotRecorded[1])!.Value;

        string[] lines = [.. cost.Lines(Nothing, new Dictionary<string, double> { [NotRecorded[0].Id] = 0.75 })];

        Assert.Equal([before[0], $"With the record: 2 to train, about {Text(seconds)} of one core.", before[2]], lines);
        Assert.NotEqual(before[1], lines[1]);
    }

    [Fact]
    public void What_the_run_store_has_is_not_trained_again_in_either_case()
    {
        string[] lines = [.. cost.Lines(Networks.ToDictionary(network => network.Id, _ => 1.0), Nothing)];

        Assert.Equal(["With the record: 0 to train.", "Without it (--ignore-record): 0 to train."], lines[1..]);
    }

    private static string Text(double seconds) => RunText.Of(TimeSpan.FromSeconds(seconds));
}
