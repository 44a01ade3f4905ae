using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Checks.Damage;

/// <summary>
/// A real run whose files have a few kilobytes in all: 64 of the embedded digits, 3 hidden units, 3 epochs of 4 updates. It has all files
/// that a run can have, including that of the best epoch.
/// </summary>
internal static class SmallRun
{
    /// <summary>The epoch and the update before which the unfinished run of <see cref="Unfinished"/> was saved.</summary>
    public static readonly (int Epoch, int Update) Stop = (2, 2);

    public static readonly EngineEntry Engine = EngineCatalog.Known["simd"];

    public static readonly RunSpec Spec = new()
    {
        Id = "damage/original/seed-0",
        Task = new ImageTaskSpec { DataSet = "digits", Representation = Representation.Original, TrainingSubset = 64, AccuracySubset = 32 },
        Model = new ModelSpec { Cell = Cell.Tanh, Inputs = 8, Hidden = 3, Classes = 10, Readout = Readout.LastStep },
        Optimizer = new OptimizerSpec { LearningRate = 0.01 },
        BatchSize = 16,
        Epochs = 3,
        Seed = 0,
        Engine = Engine.Name,
    };

    public static readonly ITask Task = Spec.Task.Open(Spec.Seed);

    public static readonly RunIdentity Identity = RunIdentity.Of(Spec, Engine, Task);

    public static readonly int UpdatesPerEpoch = Task.UpdatesPerEpoch(Spec.BatchSize);

    /// <summary>The run's files, by name, as they are when <see cref="Stop"/> is saved.</summary>
    public static Dictionary<string, byte[]> Unfinished(RunStore store, string folder)
    {
        Dictionary<string, byte[]>? files = null;
        using RunSession session = store.Open(Identity, Engine, UpdatesPerEpoch);
        TrainingState state = new(Initialisation.Parameters(Spec.Model, Spec.Seed), Spec.Optimizer.Optimizer);
        using Trainer trainer = new(Spec, Task, Engine, state)
        {
            SaveEvery = TimeSpan.Zero,
            Save = saved =>
            {
                session.Save(saved);
                files ??= (saved.Epoch, saved.Update) == Stop ? FilesOf(folder) : null;
            },
        };
        while (files is null)
        {
            EpochRecord record = trainer.FinishEpoch();
            if (session.Records.All(earlier => earlier.Metrics[Task.SelectionMetric!] < record.Metrics[Task.SelectionMetric!]))
            {
                session.KeepBest(trainer.State);
            }

            session.Append(record, trainer.State);
        }

        return files;
    }

    /// <summary>The run, trained from its last checkpoint in the store.</summary>
    public static FinishedRun Train(RunStore store) => With(store, scheduler => scheduler.Get(Spec));

    /// <summary>The run with a value of each of its kept states, trained as far as that is necessary.</summary>
    public static MeasuredRun Measure(RunStore store, Measure measure) => With(store, scheduler => scheduler.Get(Spec, [measure]));

    private static T With<T>(RunStore store, Func<RunScheduler, Task<T>> work)
    {
        RunScheduler scheduler = new(store, EngineCatalog.Known, workers: 1);
        try
        {
            return work(scheduler).GetAwaiter().GetResult();
        }
        finally
        {
            scheduler.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>All files of a folder, by name.</summary>
    public static Dictionary<string, byte[]> FilesOf(string folder) =>
        Directory.EnumerateFiles(folder).ToDictionary(path => Path.GetFileName(path), ReadShared);

    // The log is open for writing during training.
    private static byte[] ReadShared(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
