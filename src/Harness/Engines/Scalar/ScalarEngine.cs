using RnnMemory.Models;

namespace RnnMemory.Engines.Scalar;

/// <summary>
/// The numeric contract in plain loops: the readable specification of every bit of a run. The fast kernels are tested against it for
/// equality; it is about a hundred times slower.
/// </summary>
public sealed class ScalarEngine : IEngine
{
    private readonly ModelSpec model;
    private readonly OptimizerSpec optimizer;
    private readonly int steps;
    private readonly int batch;
    private readonly ScalarCell cell;
    private readonly ScalarReadout readout;
    private readonly float[] parameters;
    private readonly float[][] slots;
    private readonly float[] gradients;
    private readonly float[] hiddenGradient;
    private readonly TensorSpec readoutKernel;
    private readonly TensorSpec readoutBias;
    private readonly UpdateRule rule;
    private long updates;

    /// <summary>An engine for minibatches of T steps and B sequences; parameters are zero until <see cref="Load"/>.</summary>
    public ScalarEngine(ModelSpec model, OptimizerSpec optimizer, int steps, int batch)
    {
        model.Validate();
        (this.model, this.optimizer, this.steps, this.batch) = (model, optimizer, steps, batch);
        cell = ScalarCell.Of(model, steps, batch);
        readout = new ScalarReadout(model);
        parameters = new float[model.ParameterCount];
        slots = [.. optimizer.Optimizer.Slots.Select(_ => new float[model.ParameterCount])];
        rule = optimizer.Optimizer.Rule(optimizer);
        gradients = new float[model.ParameterCount];
        hiddenGradient = new float[steps * batch * model.Hidden];
        readoutKernel = model.Tensor(TensorNames.ReadoutKernel);
        readoutBias = model.Tensor(TensorNames.ReadoutBias);
    }

    /// <inheritdoc/>
    public int Hidden => model.Hidden;

    private ReadOnlySpan<float> Kernel => readoutKernel.In(parameters.AsSpan());

    private ReadOnlySpan<float> Bias => readoutBias.In(parameters.AsSpan());

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<float> parameters, IReadOnlyList<float[]> slots, long updates)
    {
        this.updates = updates;
        parameters.CopyTo(this.parameters);
        for (int slot = 0; slot < this.slots.Length; slot++)
        {
            float[] values = slots.Count == 0 ? new float[this.parameters.Length] : slots[slot];
            values.CopyTo(this.slots[slot], 0);
        }
    }

    /// <inheritdoc/>
    public void Save(Span<float> parameters, IReadOnlyList<float[]> slots)
    {
        this.parameters.CopyTo(parameters);
        for (int slot = 0; slot < slots.Count; slot++)
        {
            this.slots[slot].CopyTo(slots[slot], 0);
        }
    }

    /// <inheritdoc/>
    public StepResult Train(Minibatch batch)
    {
        StepResult result = Backpropagate(batch);
        float clip = GradientClip.Factor(optimizer.ClipNorm, gradients);
        rule.Begin(updates++);
        float[] own = new float[slots.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            for (int slot = 0; slot < own.Length; slot++)
            {
                own[slot] = slots[slot][i];
            }

            parameters[i] = rule.Step(parameters[i], gradients[i] * clip, own);
            for (int slot = 0; slot < own.Length; slot++)
            {
                slots[slot][i] = own[slot];
            }
        }

        return result;
    }

    /// <inheritdoc/>
    public StepResult Gradients(Minibatch batch, Span<float> gradients)
    {
        StepResult result = Backpropagate(batch);
        this.gradients.CopyTo(gradients);
        return result;
    }

    /// <inheritdoc/>
    public void Predict(Minibatch batch, Span<int> classes, Span<float> losses)
    {
        cell.Forward(new CellWeights(model, parameters), batch.Inputs);
        int firstRow = FirstReadRow();
        for (int row = firstRow; row < steps * this.batch; row++)
        {
            classes[row - firstRow] = readout.Forward(Kernel, Bias, HiddenAt(row));
            losses[row - firstRow] = readout.Loss(batch.Targets[row - firstRow]);
        }
    }

    /// <inheritdoc/>
    public void Trace(Minibatch batch, Span<int> classes, Span<float> losses = default)
    {
        cell.Forward(new CellWeights(model, parameters), batch.Inputs);
        int firstRow = FirstReadRow();
        for (int row = 0; row < steps * this.batch; row++)
        {
            classes[row] = readout.Forward(Kernel, Bias, HiddenAt(row));
            if (!losses.IsEmpty && row >= firstRow)
            {
                losses[row - firstRow] = readout.Loss(batch.Targets[row - firstRow]);
            }
        }
    }

    /// <inheritdoc/>
    public void States(Minibatch batch, Span<float> states)
    {
        cell.Forward(new CellWeights(model, parameters), batch.Inputs);
        cell.Hidden.CopyTo(states);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private StepResult Backpropagate(Minibatch batch)
    {
        var weights = new CellWeights(model, parameters);
        cell.Forward(weights, batch.Inputs);
        readoutKernel.In(gradients.AsSpan()).Clear();
        readoutBias.In(gradients.AsSpan()).Clear();
        hiddenGradient.AsSpan().Clear();

        int firstRow = FirstReadRow();
        int firstScored = Math.Max(firstRow, batch.FirstScored * this.batch);
        int outputs = (steps * this.batch) - firstScored;
        float scale = 1f / outputs;
        int correct = 0;
        int clipped = 0;

        // Rows (t, b) in descending order: the order of every gradient chain.
        var losses = new float[steps * this.batch];
        for (int row = (steps * this.batch) - 1; row >= firstScored; row--)
        {
            int target = batch.Targets[row - firstRow];
            correct += readout.Forward(Kernel, Bias, HiddenAt(row)) == target ? 1 : 0;
            losses[row] = readout.Loss(target);
            clipped += readout.IsClipped(target) ? 1 : 0;
            readout.Backward(
                target,
                scale,
                Kernel,
                HiddenAt(row),
                readoutKernel.In(gradients.AsSpan()),
                readoutBias.In(gradients.AsSpan()),
                hiddenGradient.AsSpan(row * model.Hidden, model.Hidden));
        }

        double lossSum = 0;
        for (int row = firstScored; row < losses.Length; row++)
        {
            lossSum += losses[row];
        }

        cell.Backward(weights, batch.Inputs, hiddenGradient, new CellGradients(model, gradients));
        return new StepResult(lossSum, correct, outputs) { Clipped = clipped };
    }

    private int FirstReadRow() => model.Readout == Readout.EveryStep ? 0 : (steps - 1) * batch;

    private ReadOnlySpan<float> HiddenAt(int row) => cell.Hidden.AsSpan(row * model.Hidden, model.Hidden);
}
