using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Tasks;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>
/// If every output of a run is clipped, no gradient is passed back and its parameters never change again. Its remaining epochs are
/// computed by forward passes; here they are compared with epochs that were really trained.
/// </summary>
public class FrozenRunTests
{
    private const int Epochs = 8;

    private static readonly ImageTaskSpec Images = new()
    {
        DataSet = "digits",
        Representation = Representation.Original,
        TrainingSubset = 64,
        AccuracySubset = 32,
    };

    // Steps of this size move the readout far beyond the clip at once.
    private static readonly RunSpec Collapsing = new()
    {
        Id = "test/collapsing",
        Task = Images,
        Model = new ModelSpec { Cell = Cell.Tanh, Inputs = 8, Hidden = 6, Classes = 10, Readout = Readout.LastStep },
        Optimizer = new OptimizerSpec { LearningRate = 50 },
        BatchSize = 16,
        Epochs = Epochs,
        Seed = 0,
        Engine = "simd",
    };

    [Fact]
    public void Frozen_epochs_have_the_records_that_training_would_have_given()
    {
        EpochRecord[] filledIn = Train(Collapsing, Images.Open(0));
        EpochRecord[] trained = Train(Collapsing, new AlwaysTrained(Images.Open(0)));

        Assert.Contains(filledIn, epoch => epoch.Frozen);
        Assert.DoesNotContain(trained, epoch => epoch.Frozen);
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            Assert.Equal(Essence(trained[epoch]), Essence(filledIn[epoch]));
        }
    }

    [Fact]
    public void A_frozen_run_does_not_move_by_a_bit()
    {
        EpochRecord[] epochs = Train(Collapsing, new AlwaysTrained(Images.Open(0)));
        int frozen = Array.FindIndex(Train(Collapsing, Images.Open(0)), epoch => epoch.Frozen);

        Assert.All(epochs[frozen..], epoch => Assert.Equal(epochs[frozen - 1].ParametersHash, epoch.ParametersHash));
    }

    [Fact]
    public void A_run_that_learns_is_not_frozen() =>
        Assert.DoesNotContain(Train(Collapsing with { Optimizer = new OptimizerSpec { LearningRate = 1e-3 } }, Images.Open(0)), epoch => epoch.Frozen);

    [Theory]
    [InlineData(64, 0, true)]
    [InlineData(64, 1, false)]
    [InlineData(72, 0, false)]
    public void A_run_freezes_once_an_epoch_clips_every_output_and_each_epoch_sees_the_same_images(int images, int unclipped, bool frozen)
    {
        ITask task = (Images with { TrainingSubset = images }).Open(0);
        EngineEntry entry = new("clipping", "clipping", (_, _, _, _) => new ClippingEngine(unclipped));
        TrainingState state = new(new float[Collapsing.Model.ParameterCount], Collapsing.Optimizer.Optimizer);
        using var trainer = new Trainer(Collapsing, task, entry, state);

        EpochRecord[] epochs = [.. Enumerable.Range(0, 2).Select(_ => trainer.FinishEpoch(CancellationToken.None))];

        Assert.Equal([false, frozen], epochs.Select(epoch => epoch.Frozen));
    }

    // Every output is clipped from the second epoch on, but Adam's m still moves the parameters.
    [Fact]
    public void A_run_of_adam_is_never_frozen()
    {
        OptimizerSpec adam = new() { Optimizer = Adam.Instance, LearningRate = 50 };
        EpochRecord[] epochs = Train(Collapsing with { Optimizer = adam }, Images.Open(0));

        Assert.DoesNotContain(epochs, epoch => epoch.Frozen);
        Assert.Equal(Epochs, epochs.Select(epoch => epoch.ParametersHash).Distinct().Count());
    }

    [Fact]
    public void A_frozen_run_resumed_within_an_epoch_has_the_same_bits()
    {
        EpochRecord[] whole = Train(Collapsing, Images.Open(0));
        var state = new TrainingState(Initialisation.Parameters(Collapsing.Model, 0), Collapsing.Optimizer.Optimizer);
        List<EpochRecord> records = [];
        while (records.Count < Epochs)
        {
            // Stops after every single update.
            using var stop = new CancellationTokenSource();
            using var trainer = new Trainer(Collapsing, new StopsAfterOne(Images.Open(0), stop), EngineCatalog.Known["simd"], state);
            try
            {
                records.Add(trainer.FinishEpoch(stop.Token));
            }
            catch (OperationCanceledException)
            {
                state = trainer.State;
            }
        }

        Assert.Equal(whole.Select(Essence), records.Select(Essence));
    }

    private static EpochRecord[] Train(RunSpec spec, ITask task)
    {
        using var trainer = new Trainer(spec, task, EngineCatalog.Known["simd"], new TrainingState(Initialisation.Parameters(spec.Model, spec.Seed), spec.Optimizer.Optimizer));
        return [.. Enumerable.Range(0, spec.Epochs).Select(_ => trainer.FinishEpoch(CancellationToken.None))];
    }

    private static (double Loss, double Accuracy, double Vacc, double Vloss, string Parameters, string State) Essence(EpochRecord epoch) =>
        (epoch.Loss, epoch.Accuracy, epoch.Metrics["vacc"], epoch.Metrics["vloss"], epoch.ParametersHash, epoch.StateHash);

    private class AlwaysTrained(ITask inner) : ITask
    {
        public int Steps => inner.Steps;

        public int Inputs => inner.Inputs;

        public int Classes => inner.Classes;

        public Readout Readout => inner.Readout;

        public string DataHash => inner.DataHash;

        public virtual bool VisitsSameSamples(int batch) => false;

        public int UpdatesPerEpoch(int batch) => inner.UpdatesPerEpoch(batch);

        public virtual void FillTraining(int epoch, int update, Minibatch batch) => inner.FillTraining(epoch, update, batch);

        public bool HasCurvePoint(long updates) => inner.HasCurvePoint(updates);

        public Evaluation MeasurePoint(IEngine engine, Minibatch batch, CancellationToken cancellation = default) =>
            inner.MeasurePoint(engine, batch, cancellation);

        public Evaluation MeasureEpoch(IEngine engine, Minibatch batch, CancellationToken cancellation = default) =>
            inner.MeasureEpoch(engine, batch, cancellation);
    }

    private sealed class StopsAfterOne(ITask inner, CancellationTokenSource stop) : AlwaysTrained(inner)
    {
        public override bool VisitsSameSamples(int batch) => true;

        public override void FillTraining(int epoch, int update, Minibatch batch)
        {
            base.FillTraining(epoch, update, batch);
            stop.Cancel();
        }
    }

    // Clips every output but so many of the first minibatch.
    private sealed class ClippingEngine(int unclipped) : IEngine
    {
        private int minibatches;

        public StepResult Train(Minibatch batch) => new(0, 0, batch.Rows) { Clipped = batch.Rows - (minibatches++ == 0 ? unclipped : 0) };

        public void Predict(Minibatch batch, Span<int> classes, Span<float> losses) => losses.Clear();

        public void Load(ReadOnlySpan<float> parameters, IReadOnlyList<float[]> slots, long updates)
        {
        }

        public void Save(Span<float> parameters, IReadOnlyList<float[]> slots)
        {
        }

        public StepResult Gradients(Minibatch batch, Span<float> gradients) => throw new NotSupportedException();

        public int Hidden => 1;

        public void Trace(Minibatch batch, Span<int> classes, Span<float> losses = default) => losses.Clear();

        public void States(Minibatch batch, Span<float> states) => states.Clear();

        public void Dispose()
        {
        }
    }
}
