using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tests.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Training;

public sealed class TrainerTests
{
    [Fact]
    public void Curve_points_belong_to_the_epoch_they_end()
    {
        using ToyRuns runs = new();

        FinishedRun run = runs.Train(spec: ToyRuns.Spec(epochs: 2));

        Assert.Equal([0, 3, 6, 8], run.Epochs[0].Curve.Select(point => point.Updates));
        Assert.Equal([9, 12, 15, 16], run.Epochs[1].Curve.Select(point => point.Updates));
        Assert.Equal(["digits", "numbers", "second-half", "sequences"], run.Epochs[0].Curve[0].Metrics.Keys);
        Assert.Equal(["probe"], run.Epochs[0].Curve[0].Diagnostics!.Keys);
        Assert.Equal(["beta", "omega"], run.Epochs[1].Diagnostics!.Keys);
    }

    [Fact]
    public void Record_has_the_means_over_the_outputs_of_its_own_epoch_and_the_hashes_of_its_end()
    {
        RunSpec spec = ToyRuns.Spec(epochs: 2);
        TrainingState state = Start(spec);
        using Trainer trainer = NewTrainer(spec, state, _ => { });
        using ToyEngine engine = new(spec.Model, spec.Optimizer);
        engine.Load(Initialisation.Parameters(spec.Model, 0));
        using RnnMemory.Engines.Minibatch batch = new(2, 4, 3, Readout.LastStep);
        ToyTask task = new();
        for (int epoch = 0; epoch < 2; epoch++)
        {
            double sum = 0;
            for (int update = 0; update < ToyTask.Updates; update++)
            {
                task.FillTraining(epoch, update, batch);
                sum += engine.Train(batch).LossSum;
            }

            EpochRecord record = trainer.FinishEpoch(TestContext.Current.CancellationToken);

            long updates = ToyTask.Updates * (epoch + 1);
            Assert.Equal((epoch, updates), (record.Epoch, record.Updates));
            Assert.Equal((sum / (ToyTask.Updates * 4), 0.5), (record.Loss, record.Accuracy));
            Assert.Equal(TrainingHashes.OfParameters(state.Parameters), record.ParametersHash);
            Assert.Equal(TrainingHashes.OfState(state.Parameters, state.Slots, epoch + 1, updates), record.StateHash);
        }
    }

    [Fact]
    public void Hashes_are_those_of_the_state_in_declared_order()
    {
        float[] parameters = [1f, -2f];
        float[] accumulators = [0.5f, 0f];

        // printf '\x00\x00\x80\x3f\x00\x00\x00\xc0' | sha256sum, and the same with the accumulators and two counters appended
        Assert.Equal("ee4ac73c2bd27756ab82780f27c73a7bc4d3f0bb6acb37e008bc27eccd7e588b", TrainingHashes.OfParameters(parameters));
        Assert.Equal("cc6b32a41c17337bfd1c9847ea602a3e8192256cf06319f73b495df68d296fe7", TrainingHashes.OfState(parameters, [accumulators], 3, 258));
    }

    [Fact]
    public void Every_save_within_an_epoch_continues_to_the_same_bits()
    {
        RunSpec spec = ToyRuns.Spec(epochs: 2);
        RunIdentity identity = new(spec, "toy 1", "generated");
        List<byte[]> saved = [];
        using ToyRuns runs = new();
        string expected = ToyRuns.Bits(runs.Train(spec: spec));
        List<EpochRecord> records = [];
        using (Trainer trainer = NewTrainer(spec, Start(spec), state => saved.Add(new Checkpoint(state, LogMark.Empty).Encode(identity))))
        {
            records.Add(trainer.FinishEpoch(TestContext.Current.CancellationToken));
            records.Add(trainer.FinishEpoch(TestContext.Current.CancellationToken));
        }

        Assert.Equal(2 * ToyTask.Updates, saved.Count);
        foreach (byte[] bytes in saved)
        {
            TrainingState state = Checkpoint.Decode(bytes, identity, ToyTask.Updates).State;
            List<EpochRecord> resumed = records[..state.Epoch];
            using Trainer trainer = NewTrainer(spec, state, _ => { });
            while (resumed.Count < 2)
            {
                resumed.Add(trainer.FinishEpoch(TestContext.Current.CancellationToken));
            }

            Assert.Equal(expected, ToyRuns.Bits(new FinishedRun(spec, resumed, "")));
        }
    }

    [Fact]
    public void Model_that_does_not_fit_its_task_is_refused()
    {
        RunSpec spec = ToyRuns.Spec() with { Model = ToyRuns.Spec().Model with { Inputs = 2 } };
        using ToyRuns runs = new();

        UserError error = Assert.Throws<UserError>(() => runs.Train(spec: spec));

        Assert.Equal("Run 'toy/seed-0': the model takes 2 inputs a step, its task gives 3.", error.Message);
    }

    private static TrainingState Start(RunSpec spec) => new(Initialisation.Parameters(spec.Model, spec.Seed), spec.Optimizer.Optimizer);

    private static Trainer NewTrainer(RunSpec spec, TrainingState state, Action<TrainingState> save) =>
        new(spec, new ToyTask(), ToyEngine.Entry(), state) { Save = save, SaveEvery = TimeSpan.Zero };
}
