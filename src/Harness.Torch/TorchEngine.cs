using RnnMemory.Engines;
using RnnMemory.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnMemory.Torch;

/// <summary>
/// The reference: the same model, loss and optimiser by libtorch's autograd, in binary32 or binary64. It is slow, and its bits may differ
/// between machines; its purpose is to check the other engines' mathematics.
/// </summary>
/// <remarks>
/// In both precisions the state is binary32 between updates (in binary64 each update is rounded once), so that it passes through the
/// interface unchanged and a resumed run has the same bits.
/// </remarks>
public sealed class TorchEngine : IEngine
{
    // Keras's bounds on the probability of the target (assumption C3); outside them the clip passes no gradient.
    private const double Clip = 1e-7;

    private readonly ModelSpec model;
    private readonly ScalarType precision;
    private readonly int steps;
    private readonly int batch;
    private readonly Tensor inputs;
    private readonly Tensor[] parameters;
    private readonly Dictionary<string, Tensor> byName;
    private readonly TorchOptimizer optimizer;

    /// <summary>An engine with all parameters and slots zero. Loads libtorch if it is not loaded yet.</summary>
    /// <param name="model">The network.</param>
    /// <param name="optimizer">The optimiser.</param>
    /// <param name="steps">T, the number of time steps.</param>
    /// <param name="batch">B, the number of sequences in a minibatch.</param>
    /// <param name="doublePrecision">Whether to compute in binary64 instead of binary32.</param>
    /// <exception cref="Basics.UserError">A size is impossible, or libtorch cannot be loaded.</exception>
    public TorchEngine(ModelSpec model, OptimizerSpec optimizer, int steps, int batch, bool doublePrecision)
    {
        model.Validate();
        TorchCells.Require(model.Cell);
        LibTorch.Load();
        (this.model, this.steps, this.batch) = (model, steps, batch);
        precision = doublePrecision ? ScalarType.Float64 : ScalarType.Float32;
        using DisposeScope scope = NewDisposeScope();
        inputs = torch.zeros(steps, batch, model.Inputs, ScalarType.Float32).DetachFromDisposeScope();
        parameters = [.. model.Tensors.Select(t => torch.zeros(t.Rows, t.Columns, precision).requires_grad_().DetachFromDisposeScope())];
        byName = model.Tensors.Zip(parameters).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        this.optimizer = TorchOptimizer.Of(optimizer, parameters);
    }

    /// <inheritdoc/>
    public int Hidden => model.Hidden;

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<float> parameters, IReadOnlyList<float[]> slots, long updates)
    {
        optimizer.Updates = updates;
        Transfer.Write(parameters, this.parameters);
        for (int slot = 0; slot < optimizer.Slots.Count; slot++)
        {
            Transfer.Write(slots.Count == 0 ? new float[parameters.Length] : slots[slot], optimizer.Slots[slot]);
        }
    }

    /// <inheritdoc/>
    public void Save(Span<float> parameters, IReadOnlyList<float[]> slots)
    {
        Transfer.Read(this.parameters, parameters);
        for (int slot = 0; slot < slots.Count; slot++)
        {
            Transfer.Read(optimizer.Slots[slot], slots[slot]);
        }
    }

    /// <inheritdoc/>
    public StepResult Train(Minibatch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        (StepResult result, IReadOnlyList<Tensor> gradients) = Differentiate(batch);
        optimizer.Update(gradients);
        return result;
    }

    /// <inheritdoc/>
    public StepResult Gradients(Minibatch batch, Span<float> gradients)
    {
        using DisposeScope scope = NewDisposeScope();
        (StepResult result, IReadOnlyList<Tensor> tensors) = Differentiate(batch);
        Transfer.Read(tensors, gradients);
        return result;
    }

    /// <inheritdoc/>
    public void Predict(Minibatch batch, Span<int> classes, Span<float> losses)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = torch.no_grad();
        Tensor logits = Logits(batch, model.Readout, first: 0);
        ArgMax(logits, classes);
        Transfer.Read([Losses(Certainty(logits, batch, first: 0))], losses);
    }

    /// <inheritdoc/>
    public void Trace(Minibatch batch, Span<int> classes, Span<float> losses = default)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = torch.no_grad();
        Tensor logits = Logits(batch, Readout.EveryStep, first: 0);
        ArgMax(logits, classes);
        if (!losses.IsEmpty)
        {
            int first = model.Readout == Readout.EveryStep ? 0 : steps - 1;
            Tensor read = logits.narrow(0, first, steps - first);
            Transfer.Read([Losses(Certainty(read, batch, first: 0))], losses);
        }
    }

    /// <inheritdoc/>
    public void States(Minibatch batch, Span<float> states)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = torch.no_grad();
        Transfer.Read(Unroll(batch), states);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        optimizer.Dispose();
        inputs.Dispose();
        Array.ForEach(parameters, tensor => tensor.Dispose());
    }

    private (StepResult Result, IReadOnlyList<Tensor> Gradients) Differentiate(Minibatch batch)
    {
        if (batch.Rows != batch.Batch)
        {
            throw new ArgumentException($"Training needs a full minibatch of {batch.Batch} sequences, not {batch.Rows}.", nameof(batch));
        }

        int first = model.Readout == Readout.EveryStep ? batch.FirstScored : 0;
        Tensor logits = Logits(batch, model.Readout, first);
        Tensor certainty = Certainty(logits, batch, first);
        Tensor losses = Losses(certainty);
        IReadOnlyList<Tensor> gradients = [.. autograd.grad([losses.mean()], parameters)];

        int[] classes = new int[losses.numel()];
        ArgMax(logits, classes);
        ReadOnlySpan<int> targets = batch.Targets[^classes.Length..];
        int correct = 0;
        for (int i = 0; i < classes.Length; i++)
        {
            correct += classes[i] == targets[i] ? 1 : 0;
        }

        double clipped = torch.count_nonzero(certainty.IsBelow(Clip) | certainty.IsAbove(1 - Clip)).Value();
        return (new StepResult(Transfer.SumInOrder(losses), correct, classes.Length) { Clipped = (int)clipped }, gradients);
    }

    // Shape [T - first, B, K] for a readout at every step, [1, B, K] for one at the last step, with K classes.
    private Tensor Logits(Minibatch batch, Readout readout, int first)
    {
        Tensor[] hidden = Unroll(batch);
        Tensor seen = torch.stack(hidden[(readout == Readout.EveryStep ? first : ^1)..]);
        return seen.matmul(byName[TensorNames.ReadoutKernel]).Plus(byName[TensorNames.ReadoutBias]);
    }

    // The hidden states after each step, T times [B, H].
    private Tensor[] Unroll(Minibatch batch)
    {
        if (batch.Steps != steps || batch.Batch != this.batch || batch.Width != model.Inputs)
        {
            throw new ArgumentException(
                $"Made for minibatches [{steps}, {this.batch}, {model.Inputs}], not [{batch.Steps}, {batch.Batch}, {batch.Width}].", nameof(batch));
        }

        Transfer.Write(batch.Inputs, [inputs]);
        return TorchCells.Unroll(
            model,
            inputs.to(precision),
            byName[TensorNames.CellKernel],
            byName[TensorNames.CellRecurrent],
            byName[TensorNames.CellBias]);
    }

    private static Tensor Losses(Tensor certainty) => -certainty.Between(Clip, 1 - Clip).log();

    // The probability of each target.
    private static Tensor Certainty(Tensor logits, Minibatch batch, int first)
    {
        long[] targets = new long[logits.shape[0] * logits.shape[1]];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = batch.Targets[(first * batch.Batch) + i];
        }

        // Keras first divides by the sum of the probabilities; after a softmax this changes neither value nor gradient.
        Tensor index = torch.tensor(targets).reshape(logits.shape[0], logits.shape[1], 1);
        return logits.softmax(-1).gather(-1, index);
    }

    private static void ArgMax(Tensor logits, Span<int> classes)
    {
        float[] values = new float[logits.numel()];
        Transfer.Read([logits], values);
        int width = (int)logits.shape[^1];
        for (int i = 0; i < values.Length / width; i++)
        {
            ReadOnlySpan<float> row = values.AsSpan(i * width, width);
            classes[i] = 0;
            for (int k = 1; k < width; k++)
            {
                classes[i] = row[k] > row[classes[i]] ? k : classes[i];
            }
        }
    }
}
