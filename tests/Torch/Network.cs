using RnnMemory.Engines;
using RnnMemory.Models;

namespace RnnMemory.Tests.Torch;

/// <summary>A model with random, non-trivial parameters and a random minibatch, on which engines are compared.</summary>
internal sealed class Network : IDisposable
{
    private readonly int steps;
    private readonly int batch;

    /// <param name="model">The model.</param>
    /// <param name="steps">T, the number of time steps.</param>
    /// <param name="batch">B, the sequences of the minibatch.</param>
    /// <param name="firstScored">The first step with a loss.</param>
    /// <param name="readoutScale">Large values drive probabilities into the loss's clip.</param>
    public Network(ModelSpec model, int steps, int batch, int firstScored = 0, double readoutScale = 1)
    {
        (Model, this.steps, this.batch) = (model, steps, batch);
        System.Random random = new(20180222);
        Parameters = [.. model.Tensors.SelectMany(tensor => RandomTensor(tensor, readoutScale, random))];
        Minibatch = new Minibatch(steps, batch, model.Inputs, model.Readout) { FirstScored = firstScored };
        foreach (ref float input in Minibatch.Inputs)
        {
            input = (float)((2 * random.NextDouble()) - 1);
        }

        foreach (ref int target in Minibatch.Targets)
        {
            target = random.Next(model.Classes);
        }
    }

    public ModelSpec Model { get; }

    public float[] Parameters { get; }

    public Minibatch Minibatch { get; }

    /// <summary>An engine at these parameters, accumulators zero.</summary>
    public IEngine Open(EngineEntry entry, OptimizerSpec? optimizer = null)
    {
        IEngine engine = entry.Create(Model, optimizer ?? new OptimizerSpec { LearningRate = 1e-3 }, steps, batch);
        engine.Load(Parameters);
        return engine;
    }

    /// <summary>The tensors' names and their places in <see cref="Parameters"/>.</summary>
    public IEnumerable<(string Name, Range Range)> Tensors()
    {
        int start = 0;
        foreach (TensorSpec tensor in Model.Tensors)
        {
            yield return (tensor.Name, start..(start + tensor.Size));
            start += tensor.Size;
        }
    }

    public void Dispose() => Minibatch.Dispose();

    // Multiples of 2^-17, so that finite differences with that step are exact in binary32.
    private IEnumerable<float> RandomTensor(TensorSpec tensor, double readoutScale, System.Random random)
    {
        // hard_sigmoid is flat beyond ±2.5: biases up to ±3 put a good part of the gates there.
        bool gated = tensor.Name == "cell/bias" && Model.Cell.Gates.Count > 1;
        double limit = gated ? 3 : tensor.Rows == 1 ? 0.5 : 1.6 / Math.Sqrt(tensor.Rows);
        double scale = limit * (tensor.Name.StartsWith("readout", StringComparison.Ordinal) ? readoutScale : 1);
        return Enumerable.Range(0, tensor.Size).Select(_ => (float)(Math.Round(scale * ((2 * random.NextDouble()) - 1) * 131072) / 131072));
    }
}
