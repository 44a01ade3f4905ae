using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Files;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>The parameters of a finished run after an epoch whose state was kept: the last, and the best where one is chosen.</summary>
public static class TrainedParameters
{
    /// <summary>All tensors in declared order, after the last epoch.</summary>
    /// <exception cref="UserError">The checkpoint is missing or damaged.</exception>
    public static float[] OfLast(FinishedRun run, EngineEntry engine, ITask task) =>
        Read(new RunFiles(run.Folder).Checkpoint, run, run.Last, engine, task);

    /// <summary>All tensors in declared order, after the best epoch by the task's <see cref="ITask.SelectionMetric"/>.</summary>
    /// <exception cref="UserError">The checkpoint is missing or damaged.</exception>
    public static float[] OfBest(FinishedRun run, EngineEntry engine, ITask task) =>
        Read(new RunFiles(run.Folder).Best, run, run.Best(task.SelectionMetric!), engine, task);

    private static float[] Read(string path, FinishedRun run, EpochRecord epoch, EngineEntry engine, ITask task)
    {
        try
        {
            byte[] bytes = BoundedFile.Read(path) ?? throw new InvalidDataException("it is missing");
            RunIdentity identity = RunIdentity.Of(run.Spec, engine, task);
            float[] parameters = Checkpoint.Decode(bytes, identity, task.UpdatesPerEpoch(run.Spec.BatchSize)).State.Parameters;
            return TrainingHashes.OfParameters(parameters) == epoch.ParametersHash
                ? parameters
                : throw new InvalidDataException($"its parameters are not those of epoch {epoch.Epoch}");
        }
        catch (InvalidDataException damage)
        {
            throw new UserError(
                $"Run '{run.Spec.Id}': {Path.GetFileName(path)} is not usable ({damage.Message}). Delete '{run.Folder}' to train this run again, or use --fresh for all.", damage);
        }
    }
}
