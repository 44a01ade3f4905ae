using RnnMemory.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

public sealed class MeasuredRunTests
{
    private static readonly ProbeMeasure Measure = new();

    [Theory]
    [InlineData(new[] { 0.5, 0.9, 0.7 }, false, 2, 1)]
    [InlineData(new[] { 0.5, 0.9, 0.9 }, false, 2, 1)]
    [InlineData(new[] { 0.5, 0.7, 0.9 }, false, 2, 2)]
    [InlineData(new[] { 0.5, 0.9, 0.7 }, true, null, 1)]
    [InlineData(new double[0], true, null, null)]
    public void Kept_epochs_are_the_last_unless_the_run_diverged_and_the_first_best(double[] accuracies, bool diverged, int? last, int? best)
    {
        FinishedRun run = Run(accuracies, diverged);

        Assert.Equal(last, run.Kept(KeptEpoch.Last)?.Epoch);
        Assert.Equal(best, run.Kept(KeptEpoch.Best)?.Epoch);

        // If both are the same epoch, there is one value.
        Assert.Equal(new[] { last, best }.OfType<int>().Distinct().Count(), Measure.KeysOf(run, "data").Count);
    }

    [Fact]
    public void Task_that_chooses_no_epoch_has_no_best_one()
    {
        FinishedRun run = new(TinyIncrement.All[0], Run([0.5], diverged: false).Epochs, "nowhere");

        Assert.Equal(0, run.Kept(KeptEpoch.Last)!.Epoch);
        Assert.Null(run.Kept(KeptEpoch.Best));
    }

    [Fact]
    public void Values_belong_to_their_state()
    {
        MeasuredRun measured = new MeasuredRun(Run([0.9, 0.5], diverged: false))
            .With(Measure, KeptEpoch.Last, new Probe("last", 1)).With(Measure, KeptEpoch.Best, new Probe("best", 2));

        Assert.Equal(("last", "best"), (measured.Of(Measure, KeptEpoch.Last)!.Run, measured.Of(Measure, KeptEpoch.Best)!.Run));
    }

    [Fact]
    public void Run_without_the_state_has_no_value_and_takes_none()
    {
        MeasuredRun measured = new MeasuredRun(Run([0.9], diverged: true)).With(Measure, KeptEpoch.Best, new Probe("best", 2));

        Assert.Null(measured.Of(Measure, KeptEpoch.Last));
        Assert.Throws<InvalidOperationException>(() => measured.With(Measure, KeptEpoch.Last, new Probe("last", 1)));
    }

    [Fact]
    public void What_was_not_asked_for_is_refused_even_where_there_is_no_state()
    {
        MeasuredRun measured = new MeasuredRun(Run([], diverged: true)).With(new ProbeOfData(), "8 steps");

        Assert.Contains(
            "was not asked for 'probe', only for: steps",
            Assert.Throws<InvalidOperationException>(() => measured.Of(Measure, KeptEpoch.Last)).Message);
        Assert.Throws<InvalidOperationException>(() => measured.Of(new ProbeOfData("other")));
        Assert.Equal("8 steps", measured.Of(new ProbeOfData()));
    }

    private static FinishedRun Run(double[] accuracies, bool diverged) => new(
        TinyDigits.Spec(),
        [
            .. accuracies.Select((accuracy, epoch) => new EpochRecord
            {
                Epoch = epoch,
                Updates = epoch + 1,
                Loss = 1,
                Accuracy = accuracy,
                Metrics = new Dictionary<string, double> { ["vacc"] = accuracy },
                ParametersHash = $"parameters {epoch}",
                StateHash = $"state {epoch}",
                Seconds = 1,
            }),
        ],
        "nowhere")
    {
        Divergence = diverged ? new Divergence(accuracies.Length, 3, "the loss is not finite", []) : null,
    };
}
