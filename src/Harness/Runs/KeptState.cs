using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>
/// The network of a finished run after an epoch whose state was kept, ready for forward passes. To be used by one thread at a time.
/// </summary>
public sealed class KeptState : IDisposable
{
    /// <summary>Opens the network.</summary>
    /// <param name="run">The run.</param>
    /// <param name="epoch">An epoch that has a state (<see cref="FinishedRun.Kept"/>).</param>
    /// <param name="engine">An engine with the arithmetic that trained the run.</param>
    /// <param name="task">The run's task, opened.</param>
    /// <exception cref="UserError">The checkpoint is missing or damaged, or belongs to other data.</exception>
    public KeptState(FinishedRun run, KeptEpoch epoch, EngineEntry engine, ITask task)
    {
        (Spec, Task) = (run.Spec, task);
        float[] parameters = TrainedParameters.Of(run, epoch, RunIdentity.Of(run.Spec, engine, task));
        Batch = new Minibatch(task.Steps, Spec.BatchSize, task.Inputs, task.Readout);
        Engine = engine.Create(Spec.Model, Spec.Optimizer, task.Steps, Spec.BatchSize);
        Engine.Load(parameters);
    }

    /// <summary>What was trained.</summary>
    public RunSpec Spec { get; }

    /// <summary>The task that the network was trained on.</summary>
    public ITask Task { get; }

    /// <summary>The engine, which holds the parameters.</summary>
    public IEngine Engine { get; }

    /// <summary>A minibatch of the right shape, to be overwritten.</summary>
    public Minibatch Batch { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Engine.Dispose();
        Batch.Dispose();
    }
}
