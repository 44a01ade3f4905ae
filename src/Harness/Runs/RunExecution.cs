using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>Gets one run: from the store if it is finished there, otherwise by training it from where it was interrupted.</summary>
internal static class RunExecution
{
    /// <summary>Opens the data only if the run must be trained, or if that cannot be decided without reading the data.</summary>
    public static FinishedRun Execute(
        RunSpec spec, EngineEntry engine, RunStore store, IProgress<RunProgress>? progress, bool fresh, CancellationToken cancellation)
    {
        if (!fresh && spec.Task.DataHash is not null && store.Find(RunIdentity.Of(spec, engine)) is { } stored)
        {
            progress?.Report(Found(stored));
            return stored;
        }

        // A data set may have to be downloaded first.
        ITask task = Interruptible.Run(() => spec.Task.Open(spec.Seed), cancellation);
        return Execute(spec, task, engine, store, progress, fresh, cancellation);
    }

    public static FinishedRun Execute(
        RunSpec spec, ITask task, EngineEntry engine, RunStore store,
        IProgress<RunProgress>? progress, bool fresh, CancellationToken cancellation)
    {
        RunIdentity identity = RunIdentity.Of(spec, engine, task);
        if (!fresh && store.Find(identity) is { } stored)
        {
            progress?.Report(Found(stored));
            return stored;
        }

        cancellation.ThrowIfCancellationRequested();
        using RunSession session = store.Open(identity, engine, task.UpdatesPerEpoch(spec.BatchSize), fresh);
        return Train(session, spec, task, engine, progress, cancellation);
    }

    /// <summary>
    /// Trains a finished run again because one of its states is lost: from the checkpoint before, or from the seed where no state leads
    /// to the lost one. A recorded run is trained into the store; the record is left as it is.
    /// </summary>
    /// <param name="run">The run as it was found.</param>
    /// <param name="loss">What is wrong with the state, in a few words.</param>
    /// <param name="needed">The states that must be there afterwards.</param>
    /// <param name="engine">The engine that trains it.</param>
    /// <param name="store">Where it is kept.</param>
    /// <param name="progress">Gets progress reports.</param>
    /// <param name="cancellation">Makes it save its state and stop.</param>
    /// <exception cref="RunBusyException">Another process trains the run.</exception>
    /// <exception cref="UserError">The data are missing, or the folder cannot be written.</exception>
    public static FinishedRun TrainAgain(
        FinishedRun run, string loss, IReadOnlyList<KeptEpoch> needed, EngineEntry engine, RunStore store,
        IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        RunSpec spec = run.Spec;
        ITask task = Interruptible.Run(() => spec.Task.Open(spec.Seed), cancellation);
        using RunSession session = store.Reopen(
            run, loss, needed, RunIdentity.Of(spec, engine, task), engine, task.UpdatesPerEpoch(spec.BatchSize));
        return Train(session, spec, task, engine, progress, cancellation);
    }

    private static FinishedRun Train(
        RunSession session, RunSpec spec, ITask task, EngineEntry engine, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        if (session.Finished is { } finished)
        {
            progress?.Report(Found(finished));
            return finished;
        }

        TrainingState state = session.State
            ?? new TrainingState(Initialisation.Parameters(spec.Model, spec.Seed), spec.Optimizer.Optimizer);
        if (session.State is null)
        {
            // With a checkpoint before the first record, records without any checkpoint can only mean that files were removed.
            session.Save(state);
        }

        using Trainer trainer = new(spec, task, engine, state) { Save = session.Save, Progress = progress };
        return Train(trainer, session, spec.Epochs, task.SelectionMetric, cancellation);
    }

    private static FinishedRun Train(Trainer trainer, RunSession session, int epochs, string? selection, CancellationToken cancellation)
    {
        try
        {
            while (trainer.State.Epoch < epochs)
            {
                EpochRecord record = trainer.FinishEpoch(cancellation);
                if (selection is not null && BestEpoch.Of(session.Records.Append(record), selection) == record)
                {
                    session.KeepBest(trainer.State);
                }

                session.Append(record, trainer.State);
            }
        }
        catch (DivergedException error)
        {
            FinishedRun diverged = session.Diverge(error);
            trainer.Report(RunStage.Diverged);
            return diverged;
        }

        // The record's numbers: the trainer's sums are those of an epoch that has not begun.
        FinishedRun trained = session.Complete();
        trainer.Progress?.Report(ProgressOf(trained, RunStage.Trained));
        return trained;
    }

    private static RunProgress Found(FinishedRun run) => ProgressOf(run, run.IsRecorded ? RunStage.Recorded : RunStage.Stored);

    /// <summary>The progress report of a finished run.</summary>
    public static RunProgress ProgressOf(FinishedRun run, RunStage stage)
    {
        EpochRecord? last = run.Epochs.LastOrDefault();
        return new RunProgress(
            run.Spec.Id,
            stage,
            run.Epochs.Count,
            run.Spec.Epochs,
            Update: 0,
            UpdatesPerEpoch: last is null ? 0 : (int)(last.Updates / run.Epochs.Count),
            last?.Loss ?? double.NaN,
            last?.Accuracy ?? double.NaN,
            last?.Metrics ?? new Dictionary<string, double>());
    }
}
