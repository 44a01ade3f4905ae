using RnnMemory.Engines;
using RnnMemory.Models;

namespace RnnMemory.Bench.Cases;

/// <summary>A case to be timed: a model with parameters and some minibatches. T time steps, B sequences in a minibatch.</summary>
internal sealed class BenchCase : IDisposable
{
    private const int Distinct = 8;

    public BenchCase(
        string name, int steps, int batch, ModelSpec model, double learningRate, float[] parameters, Action<int, Minibatch> fill)
    {
        (Name, Steps, Batch, Model, Parameters) = (name, steps, batch, model, parameters);
        Optimizer = new OptimizerSpec { LearningRate = learningRate };
        Minibatches = [.. Enumerable.Range(0, Distinct).Select(_ => new Minibatch(steps, batch, model.Inputs, model.Readout))];
        for (int update = 0; update < Distinct; update++)
        {
            fill(update, Minibatches[update]);
        }
    }

    /// <summary>E.g. "2x32 lstm".</summary>
    public string Name { get; }

    /// <summary>T, the number of time steps.</summary>
    public int Steps { get; }

    /// <summary>B, the number of sequences.</summary>
    public int Batch { get; }

    public ModelSpec Model { get; }

    public OptimizerSpec Optimizer { get; }

    /// <summary>The parameters that every engine starts from.</summary>
    public float[] Parameters { get; }

    public IReadOnlyList<Minibatch> Minibatches { get; }

    /// <summary>Outputs of a minibatch: T·B, or B.</summary>
    public int Outputs => Batch * (Model.Readout == Readout.EveryStep ? Steps : 1);

    /// <summary>Share of the first minibatch's inputs that are not zero.</summary>
    public double InputsNotZero
    {
        get
        {
            ReadOnlySpan<float> inputs = Minibatches[0].Inputs;
            return 1 - ((double)inputs.Count(0f) / inputs.Length);
        }
    }

    /// <summary>
    /// Floating-point operations of the products in one dense training step: forward, backward through the state (from the second step
    /// on) and weight gradients. Activations, loss and optimiser are not counted.
    /// </summary>
    public double Operations =>
        (4 * Steps * Width * Model.Inputs) + (6 * (Steps - 1) * Width * Model.Hidden) + (6.0 * Outputs * Model.Hidden * Model.Classes);

    /// <summary>The same of a forward pass alone.</summary>
    public double ForwardOperations =>
        (2 * Steps * Width * Model.Inputs) + (2 * (Steps - 1) * Width * Model.Hidden) + (2.0 * Outputs * Model.Hidden * Model.Classes);

    /// <summary>
    /// The least memory traffic of a training step in bytes: parameters, accumulators and gradients read and written; hidden states and
    /// gate values written once, and read once or twice; inputs read twice.
    /// </summary>
    public double Bytes => sizeof(float) * ((6.0 * Model.ParameterCount)
        + ((double)Steps * Batch * ((3 * Model.Hidden) + (2 * Model.Cell.Gates.Count * Model.Hidden) + (2 * Model.Inputs))));

    private double Width => (double)Batch * Model.Cell.Gates.Count * Model.Hidden;

    /// <summary>An engine with the case's parameters.</summary>
    public IEngine Open(EngineFactory create)
    {
        IEngine engine = create(Model, Optimizer, Steps, Batch);
        engine.Load(Parameters);
        return engine;
    }

    public Minibatch Minibatch(int call) => Minibatches[call % Minibatches.Count];

    public void Dispose()
    {
        foreach (Minibatch minibatch in Minibatches)
        {
            minibatch.Dispose();
        }
    }
}
