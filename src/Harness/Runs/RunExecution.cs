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
            progress?.Report(ProgressOf(stored, RunStage.Stored));
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
            progress?.Report(ProgressOf(stored, RunStage.Stored));
            return stored;
        }

        cancellation.ThrowIfCancellationRequested();
        using RunSession session = store.Open(identity, engine, task.UpdatesPerEpoch(spec.BatchSize), fresh);
        if (session.Finished is { } finished)
        {
            progress?.Report(ProgressOf(finished, RunStage.Stored));
            return finished;
        }

        TrainingState state = session.State
            ?? new TrainingState(Initialisation.Parameters(spec.Model, spec.Seed), spec.Optimizer.Optimizer);
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

        FinishedRun trained = session.Complete();
        trainer.Report(RunStage.Trained);
        return trained;
    }

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
