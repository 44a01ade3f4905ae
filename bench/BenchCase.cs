using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Bench;

/// <summary>A model of the paper with its first parameters and some minibatches: what one training step is timed on.</summary>
internal sealed class BenchCase : IDisposable
{
    private const int Seed = 0;
    private const int Distinct = 8;

    private BenchCase(string name, int steps, ModelSpec model, double learningRate, Action<int, Minibatch> fill)
    {
        (Name, Steps, Model) = (name, steps, model);
        Optimizer = new OptimizerSpec { LearningRate = learningRate };
        Minibatches = [.. Enumerable.Range(0, Distinct).Select(_ => new Minibatch(steps, Batch, model.Inputs, model.Readout))];
        for (int update = 0; update < Distinct; update++)
        {
            fill(update, Minibatches[update]);
        }
    }

    /// <summary>B.</summary>
    public static int Batch => 16;

    /// <summary>E.g. "2x32 lstm".</summary>
    public string Name { get; }

    /// <summary>T.</summary>
    public int Steps { get; }

    public ModelSpec Model { get; }

    public OptimizerSpec Optimizer { get; }

    public IReadOnlyList<Minibatch> Minibatches { get; }

    /// <summary>
    /// Floating-point operations of the products in one step: forward, backward through the state (from the second step on),
    /// and weight gradients. Activations, loss and optimiser come on top.
    /// </summary>
    public double Operations
    {
        get
        {
            double width = (double)Batch * Model.Cell.Gates() * Model.Hidden;
            double outputs = Batch * (Model.Readout == Readout.EveryStep ? Steps : 1);
            return (4 * Steps * width * Model.Inputs) + (6 * (Steps - 1) * width * Model.Hidden) + (6 * outputs * Model.Hidden * Model.Classes);
        }
    }

    /// <summary>A size and a cell of the increment experiment, with its real minibatches.</summary>
    public static BenchCase Increment(IncrementSize size, Cell cell)
    {
        ITask task = new IncrementTaskSpec { Base = size.Base, Digits = size.Digits, Order = DigitOrder.Simple }.Open(Seed);
        var model = new ModelSpec { Cell = cell, Inputs = task.Inputs, Hidden = 16, Classes = task.Classes, Readout = task.Readout };
        return new BenchCase($"{size} {cell.Name()}", task.Steps, model, 3e-4, (update, batch) => task.FillTraining(0, update, batch));
    }

    /// <summary>The paper's image model on sequences of that shape; random pixels, so that it needs no data set.</summary>
    public static BenchCase Images(int steps, int width)
    {
        var model = new ModelSpec { Cell = Cell.Vanilla, Inputs = width, Hidden = 128, Classes = 10, Readout = Readout.LastStep };
        return new BenchCase($"{steps}x{width} vanilla", steps, model, 1e-6, (update, batch) =>
        {
            var random = new System.Random(update);
            foreach (ref float pixel in batch.Inputs)
            {
                // A fifth of MNIST's pixels have ink.
                pixel = random.Next(5) == 0 ? random.NextSingle() : 0;
            }

            foreach (ref int target in batch.Targets)
            {
                target = random.Next(model.Classes);
            }
        });
    }

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
