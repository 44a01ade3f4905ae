using System.Diagnostics;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Numerics;
using RnnMemory.Tasks;

namespace RnnMemory.Training;

/// <summary>
/// The only training loop, for every task and engine. It does not touch files: it starts from a state, trains epoch by epoch, and passes
/// its state on when asked or when a save is due. The bits depend only on the spec and the state.
/// </summary>
public sealed class Trainer : IDisposable
{
    private static readonly long ReportEvery = Stopwatch.Frequency / 8;

    private readonly RunSpec spec;
    private readonly ITask task;
    private readonly int updatesPerEpoch;
    private readonly IEngine engine;
    private readonly Minibatch training;
    private readonly Minibatch evaluation;
    private Evaluation latest = new(new Dictionary<string, double>());
    private readonly int[] classes;
    private readonly float[] losses;
    private readonly Optimizer.SlotDecay? rest;
    private int rested;
    private long nextReport;
    private long nextSave;

    /// <summary>A trainer that continues from <paramref name="state"/>, which it keeps and updates.</summary>
    /// <exception cref="UserError">The spec is impossible, or the model does not fit its task.</exception>
    public Trainer(RunSpec spec, ITask task, EngineEntry engine, TrainingState state)
    {
        Validate(spec, task);
        (this.spec, this.task, State) = (spec, task, state);
        rest = spec.Optimizer.Optimizer.Rest(spec.Optimizer);
        updatesPerEpoch = task.UpdatesPerEpoch(spec.BatchSize);
        training = new Minibatch(task.Steps, spec.BatchSize, task.Inputs, task.Readout);
        evaluation = new Minibatch(task.Steps, spec.BatchSize, task.Inputs, task.Readout);
        classes = new int[training.Targets.Length];
        losses = new float[training.Targets.Length];
        this.engine = engine.Create(spec.Model, spec.Optimizer, task.Steps, spec.BatchSize);
        this.engine.Load(state.Parameters, state.Slots, Updates);
    }

    /// <summary>Counters and sums are current; parameters and slots are those of the last save or the last epoch's end.</summary>
    public TrainingState State { get; }

    /// <summary>
    /// Called with the complete state, up to date with the last minibatch, every <see cref="SaveEvery"/> and on cancellation.
    /// </summary>
    public Action<TrainingState>? Save { get; init; }

    /// <summary>Wall time between two saves within an epoch.</summary>
    public TimeSpan SaveEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets a few progress reports a second, on the calling thread.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>Trains to the end of the current epoch, measures, and advances the state to the next epoch.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the state was saved first.</exception>
    /// <exception cref="DivergedException">A loss, or a parameter at the epoch's end, is NaN or infinite.</exception>
    /// <exception cref="UserError">The processor's floating-point mode changes results; no state computed in it is passed on.</exception>
    public EpochRecord FinishEpoch(CancellationToken cancellation = default)
    {
        FloatingPointMode.Require();
        double secondsBefore = State.Seconds;
        long start = Stopwatch.GetTimestamp();
        try
        {
            Train(secondsBefore, start, cancellation);
            Capture();
            CheckParameters();
            latest = task.MeasureEpoch(engine, evaluation, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            SaveNow(secondsBefore, start);
            throw;
        }

        FloatingPointMode.Require();
        EpochRecord record = Record(secondsBefore + Stopwatch.GetElapsedTime(start).TotalSeconds);
        State.Frozen |= rest is not null && State.Clipped == State.Outputs && task.VisitsSameSamples(spec.BatchSize);
        State.NextEpoch();
        return record;
    }

    /// <summary>Reports immediately, however recent the last report was.</summary>
    public void Report(RunStage stage)
    {
        if (Progress is null)
        {
            return;
        }

        nextReport = Stopwatch.GetTimestamp() + ReportEvery;
        Progress.Report(new RunProgress(
            spec.Id,
            stage,
            State.Epoch,
            spec.Epochs,
            State.Update,
            updatesPerEpoch,
            State.LossSum / State.Outputs,
            (double)State.Correct / State.Outputs,
            latest.Metrics));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        engine.Dispose();
        training.Dispose();
        evaluation.Dispose();
    }

    private long Updates => ((long)State.Epoch * updatesPerEpoch) + State.Update;

    private static void Validate(RunSpec spec, ITask task)
    {
        spec.Validate();
        Check(spec.Model.Inputs == task.Inputs, $"the model takes {spec.Model.Inputs} inputs a step, its task gives {task.Inputs}");
        Check(spec.Model.Classes == task.Classes, $"the model has {spec.Model.Classes} classes, its task {task.Classes}");
        Check(spec.Model.Readout == task.Readout, $"the model's readout is {spec.Model.Readout}, its task's {task.Readout}");

        // The largest arrays hold a vector for each step of each sequence, of inputs or of all gates, padded to whole vectors.
        const int Padding = 64;
        long widest = Math.Max(task.Inputs, spec.Model.Cell.Gates.Count * (spec.Model.Hidden + (long)Padding)) + Padding;
        Check(
            (task.Steps + 1L) * spec.BatchSize * widest <= Array.MaxLength,
            $"{spec.BatchSize} sequences of {task.Steps} steps are too much for one minibatch; choose a smaller BatchSize");

        void Check(bool holds, string complaint)
        {
            if (!holds)
            {
                throw new UserError($"Run '{spec.Id}': {complaint}.");
            }
        }
    }

    // Makes the rest of the epoch's updates.
    private void Train(double secondsBefore, long start, CancellationToken cancellation)
    {
        nextSave = start + (long)(SaveEvery.TotalSeconds * Stopwatch.Frequency);
        AddMissingCurvePoint(cancellation);
        Report(RunStage.Training);
        while (State.Update < updatesPerEpoch)
        {
            cancellation.ThrowIfCancellationRequested();
            long now = Stopwatch.GetTimestamp();
            if (now >= nextSave)
            {
                SaveNow(secondsBefore, start);
                nextSave = now + (long)(SaveEvery.TotalSeconds * Stopwatch.Frequency);
            }

            Step(cancellation);
            if (now >= nextReport)
            {
                Report(RunStage.Training);
            }
        }
    }

    private void SaveNow(double secondsBefore, long start)
    {
        State.Seconds = secondsBefore + Stopwatch.GetElapsedTime(start).TotalSeconds;
        Capture();
        Save?.Invoke(State);
    }

    // The point before the first update belongs to epoch 0, every other one to the epoch whose update it follows. A state that was saved
    // while its point was being measured lacks it.
    private void AddMissingCurvePoint(CancellationToken cancellation)
    {
        bool belongsHere = State.Update > 0 || Updates == 0;
        if (belongsHere && task.HasCurvePoint(Updates) && State.Curve.LastOrDefault()?.Updates != Updates)
        {
            AddCurvePoint(cancellation);
        }
    }

    private void Step(CancellationToken cancellation)
    {
        task.FillTraining(State.Epoch, State.Update, training);
        StepResult result = State.Frozen ? Pass() : engine.Train(training);
        if (!double.IsFinite(result.LossSum))
        {
            throw Diverged(State.Update, "the loss is not finite");
        }

        State.LossSum += result.LossSum;
        State.Correct += result.Correct;
        State.Outputs += result.Outputs;
        State.Clipped += result.Clipped;
        State.Update++;
        if (task.HasCurvePoint(Updates))
        {
            AddCurvePoint(cancellation);
        }
    }

    private void AddCurvePoint(CancellationToken cancellation)
    {
        latest = task.MeasurePoint(engine, evaluation, cancellation);
        State.Curve.Add(new CurvePoint(Updates, Sorted(latest.Metrics)) { Diagnostics = SortedOrNull(latest.Diagnostics) });
    }

    // Once the parameters no longer move, a forward pass gives the same results as training. The slots, which only decay then, are
    // updated in Capture.
    private StepResult Pass()
    {
        engine.Predict(training, classes, losses);
        int outputs = classes.Length;
        int first = task.Readout == Readout.EveryStep ? training.FirstScored * spec.BatchSize : 0;

        double lossSum = 0;
        int correct = 0;
        for (int i = first; i < outputs; i++)
        {
            lossSum += losses[i];
            correct += classes[i] == training.Targets[i] ? 1 : 0;
        }

        rested++;
        return new StepResult(lossSum, correct, outputs - first) { Clipped = outputs - first };
    }

    private void Capture()
    {
        // The mode may have changed since the epoch began, e.g. because a native library was loaded.
        FloatingPointMode.Require();
        engine.Save(State.Parameters, State.Slots);
        if (rested > 0)
        {
            rest!(State.Slots, rested);
            engine.Load(State.Parameters, State.Slots, Updates);
            rested = 0;
        }
    }

    private void CheckParameters()
    {
        foreach (TensorSpec tensor in spec.Model.Tensors)
        {
            for (int i = 0; i < tensor.Size; i++)
            {
                if (!float.IsFinite(State.Parameters[tensor.Start + i]))
                {
                    throw Diverged(State.Update - 1, $"element {i} of {tensor.Name} is not finite at the epoch's end");
                }
            }
        }
    }

    private DivergedException Diverged(int update, string reason) =>
        new(spec.Id, new Divergence(State.Epoch, update, reason, [.. State.Curve]));

    private EpochRecord Record(double seconds) => new()
    {
        Epoch = State.Epoch,
        Updates = Updates,
        Loss = State.LossSum / State.Outputs,
        Accuracy = (double)State.Correct / State.Outputs,
        Metrics = Sorted(latest.Metrics),
        Diagnostics = SortedOrNull(latest.Diagnostics),
        Curve = [.. State.Curve],
        ParametersHash = TrainingHashes.OfParameters(State.Parameters),
        Frozen = State.Frozen,
        StateHash = TrainingHashes.OfState(State.Parameters, State.Slots, State.Epoch + 1, Updates),
        Seconds = seconds,
    };

    // Names in a fixed order, so that a record's bytes do not depend on the kind of dictionary that a task returns.
    private static Dictionary<string, double> Sorted(IReadOnlyDictionary<string, double> metrics) =>
        new(metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal));

    private static Dictionary<string, double>? SortedOrNull(IReadOnlyDictionary<string, double> diagnostics) =>
        diagnostics.Count == 0 ? null : Sorted(diagnostics);
}
