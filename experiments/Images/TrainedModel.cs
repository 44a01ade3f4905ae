using RnnMemory.Engines;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>Epochs whose state a run keeps.</summary>
internal enum KeptEpoch
{
    /// <summary>The last one, whose weights the authors' script measured (assumption D3).</summary>
    Last,

    /// <summary>The one with the highest test accuracy.</summary>
    Best,
}

/// <summary>The network of a finished run after an epoch whose state was kept, ready to answer. Used by one thread.</summary>
internal sealed class TrainedModel : IDisposable
{
    private TrainedModel(FinishedRun run, KeptEpoch epoch)
    {
        RunSpec spec = run.Spec;
        EngineEntry engine = EngineCatalog.Known[spec.Engine];
        Task = (ImageTask)spec.Task.Open(spec.Seed);
        float[] parameters = epoch == KeptEpoch.Last ? TrainedParameters.OfLast(run, engine, Task) : TrainedParameters.OfBest(run, engine, Task);
        Batch = new Minibatch(Task.Steps, spec.BatchSize, Task.Inputs, Task.Readout);
        Engine = engine.Create(spec.Model, spec.Optimizer, Task.Steps, spec.BatchSize);
        Engine.Load(parameters);
    }

    /// <summary>What the network was trained on; shows test images in its representation.</summary>
    public ImageTask Task { get; }

    /// <summary>Holds the parameters.</summary>
    public IEngine Engine { get; }

    /// <summary>A minibatch of the right shape.</summary>
    public Minibatch Batch { get; }

    /// <summary>Opens the network; null if the run has no such state: it diverged before, or in its first epoch.</summary>
    /// <exception cref="Basics.UserError">The checkpoint or the data are missing or damaged.</exception>
    public static TrainedModel? After(FinishedRun run, KeptEpoch epoch) => RecordOf(run, epoch) is null ? null : new TrainedModel(run, epoch);

    /// <summary>The record of that epoch; null if the run has no such state.</summary>
    public static EpochRecord? RecordOf(FinishedRun run, KeptEpoch epoch) => epoch switch
    {
        KeptEpoch.Last => run.Divergence is null ? run.Last : null,
        _ => run.Epochs.Count == 0 ? null : run.Best("vacc"),
    };

    /// <summary>The states that a run has, with a name for tables: the last, the best, or one that is both.</summary>
    public static IReadOnlyList<(KeptEpoch Kept, string Name)> KeptEpochs(FinishedRun run) => (RecordOf(run, KeptEpoch.Last), RecordOf(run, KeptEpoch.Best)) switch
    {
        (null, null) => [],
        (null, _) => [(KeptEpoch.Best, "best")],
        ({ Epoch: var last }, { Epoch: var best }) when last == best => [(KeptEpoch.Last, "last, best")],
        _ => [(KeptEpoch.Last, "last"), (KeptEpoch.Best, "best")],
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        Engine.Dispose();
        Batch.Dispose();
    }
}
