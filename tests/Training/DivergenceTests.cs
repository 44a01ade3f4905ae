using RnnMemory.Runs;
using RnnMemory.Tests.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Training;

public sealed class DivergenceTests : IDisposable
{
    private readonly ToyRuns runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void Loss_that_is_not_finite_stops_the_run_and_names_epoch_and_minibatch()
    {
        FinishedRun run = runs.Train(new ToyTask { Spoiled = (1, 4, float.NaN) });

        Assert.Equal((1, 4), (run.Divergence!.Epoch, run.Divergence.Update));
        Assert.Equal([9, 12], run.Divergence.Curve.Select(point => point.Updates));
        Assert.Equal(0, run.Last.Epoch);
        Assert.Equal("Run 'toy/seed-0' diverged in epoch 1, minibatch 4: the loss is not finite.", Assert.Single(runs.Notices));
    }

    [Fact]
    public void Parameter_that_is_not_finite_at_an_epochs_end_stops_the_run()
    {
        FinishedRun run = runs.Train(new ToyTask { Spoiled = (0, ToyTask.Updates - 1, float.PositiveInfinity) });

        Assert.Empty(run.Epochs);
        Assert.Equal(ToyTask.Updates - 1, run.Divergence!.Update);
        Assert.Equal("element 0 of cell/kernel is not finite at the epoch's end", run.Divergence.Reason);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 4)]
    public void Diverged_run_is_kept_and_not_trained_again(int epoch, int update)
    {
        FinishedRun first = runs.Train(new ToyTask { Spoiled = (epoch, update, float.NaN) });

        FinishedRun again = runs.Train(new ToyTask { Before = (_, _) => Assert.Fail("trained again") });

        Assert.Equal(ToyRuns.Bits(first), ToyRuns.Bits(again));
        Assert.Equal((epoch, update), (again.Divergence!.Epoch, again.Divergence.Update));
        Assert.Equal(first.Divergence!.Curve.Select(point => point.Updates), again.Divergence.Curve.Select(point => point.Updates));
        Assert.Equal(RunOutcome.Diverged, runs.Store.Look("toy/seed-0").Outcome);
    }

    [Fact]
    public void Diverged_run_that_was_interrupted_before_diverges_at_the_same_minibatch()
    {
        runs.TrainUntil(1, 2);

        FinishedRun run = runs.Train(new ToyTask { Spoiled = (1, 4, float.NaN) });

        Assert.Equal((1, 4), (run.Divergence!.Epoch, run.Divergence.Update));
        Assert.Equal([9, 12], run.Divergence.Curve.Select(point => point.Updates));
    }
}
