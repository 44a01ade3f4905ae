using RnnMemory.Engines;
using RnnMemory.Models;
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

    [Fact]
    public void No_parameter_is_overlooked_at_an_epochs_end()
    {
        RunSpec spec = ToyRuns.Spec();
        foreach (TensorSpec tensor in spec.Model.Tensors)
        {
            for (int i = 0; i < tensor.Size; i++)
            {
                EngineEntry entry = new("spoiling", "spoiling", (_, _, _, _) => new SpoilingEngine(tensor.Start + i));
                TrainingState state = new(new float[spec.Model.ParameterCount], spec.Optimizer.Optimizer);
                using Trainer trainer = new(spec, new ToyTask(), entry, state);

                Divergence divergence =
                    Assert.Throws<DivergedException>(() => trainer.FinishEpoch(TestContext.Current.CancellationToken)).Divergence;

                Assert.Equal($"element {i} of {tensor.Name} is not finite at the epoch's end", divergence.Reason);
            }
        }
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

    // A loss of zero, and one parameter that is not a number.
    private sealed class SpoilingEngine(int spoiled) : IEngine
    {
        public StepResult Train(Minibatch batch) => new(0, 0, batch.Rows);

        public void Save(Span<float> parameters, IReadOnlyList<float[]> slots) => parameters[spoiled] = float.NaN;

        public void Load(ReadOnlySpan<float> parameters, IReadOnlyList<float[]> slots, long updates)
        {
        }

        public StepResult Gradients(Minibatch batch, Span<float> gradients) => throw new NotSupportedException();

        public void Predict(Minibatch batch, Span<int> classes, Span<float> losses) => losses.Clear();

        public int Hidden => throw new NotSupportedException();

        public void Trace(Minibatch batch, Span<int> classes, Span<float> losses = default) => throw new NotSupportedException();

        public void States(Minibatch batch, Span<float> states) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
