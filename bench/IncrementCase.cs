using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Bench;

/// <summary>A size and a cell of the increment experiment, with the paper's settings, real minibatches and first parameters.</summary>
internal sealed class IncrementCase : IDisposable
{
    private const int Seed = 0;
    private const int Distinct = 8;

    public IncrementCase(IncrementSize size, Cell cell)
    {
        ITask task = new IncrementTaskSpec { Base = size.Base, Digits = size.Digits, Order = DigitOrder.Simple }.Open(Seed);
        (Size, Steps) = (size, task.Steps);
        Model = new ModelSpec { Cell = cell, Inputs = task.Inputs, Hidden = 16, Classes = task.Classes, Readout = task.Readout };
        Minibatches = [.. Enumerable.Range(0, Distinct).Select(_ => new Minibatch(task.Steps, Batch, task.Inputs, task.Readout))];
        for (int update = 0; update < Distinct; update++)
        {
            task.FillTraining(epoch: 0, update, Minibatches[update]);
        }
    }

    /// <summary>B.</summary>
    public static int Batch => 16;

    public static OptimizerSpec Optimizer { get; } = new() { LearningRate = 3e-4 };

    public IncrementSize Size { get; }

    /// <summary>T = 2N.</summary>
    public int Steps { get; }

    public ModelSpec Model { get; }

    public IReadOnlyList<Minibatch> Minibatches { get; }

    /// <summary>An engine at the first parameters.</summary>
    public IEngine Open(EngineEntry entry)
    {
        IEngine engine = entry.Create(Model, Optimizer, Steps, Batch);
        float[] parameters = Initialisation.Parameters(Model, Seed);
        engine.Load(parameters, new float[parameters.Length]);
        return engine;
    }

    public void Dispose()
    {
        foreach (Minibatch minibatch in Minibatches)
        {
            minibatch.Dispose();
        }
    }
}
