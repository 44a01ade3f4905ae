using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>The engine for one width of vectors: <see cref="Scalar.ScalarEngine"/>'s arithmetic, many lanes at a time.</summary>
internal sealed unsafe class SimdEngine<TLanes, TVector> : ISymbolTracer
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly ModelSpec model;
    private readonly OptimizerSpec optimizer;
    private readonly Shape shape;
    private readonly ParameterLayout layout;
    private readonly AlignedBuffer<float> parameters;
    private readonly AlignedBuffer<float>[] slots;
    private readonly AlignedBuffer<float> gradients;

    // Gradients with respect to the hidden states of a chunk through the readout, [chunk, B, Hp].
    private readonly AlignedBuffer<float> hiddenGradient;
    private readonly SimdCell<TLanes, TVector> cell;
    private readonly SimdReadout<TLanes, TVector> readout;
    private readonly SimdOptimizer<TLanes, TVector> kernel;
    private readonly SymbolTrace<TLanes, TVector>? symbolTrace;
    private readonly int readRows;
    private long updates;

    // The norm of the gradients is summed in the declared order.
    private readonly float[] declared;

    public SimdEngine(ModelSpec model, OptimizerSpec optimizer, int steps, int batch)
    {
        model.Validate();
        (this.model, this.optimizer) = (model, optimizer);
        shape = new Shape(model, steps, batch, TLanes.Count);
        layout = new ParameterLayout(model, shape);
        parameters = new AlignedBuffer<float>(shape.Size);
        slots = [.. optimizer.Optimizer.Slots.Select(_ => new AlignedBuffer<float>(shape.Size))];
        kernel = SimdOptimizer<TLanes, TVector>.Of(optimizer);
        gradients = new AlignedBuffer<float>(shape.Size);
        hiddenGradient = new AlignedBuffer<float>(shape.ChunkSteps * batch * shape.HiddenStride);
        cell = SimdCell<TLanes, TVector>.Of(model, shape, parameters.Pointer);
        symbolTrace = SymbolTrace<TLanes, TVector>.Find(model, shape, parameters.Pointer);
        readRows = model.Readout == Readout.EveryStep ? steps * batch : batch;
        declared = optimizer.ClipNorm > 0 ? new float[model.ParameterCount] : [];
        readout = new SimdReadout<TLanes, TVector>(shape, parameters.Pointer, readRows);
    }

    public int Hidden => shape.H;

    public bool TracesSymbols => symbolTrace is not null;

    private int Rows => shape.T * shape.B;

    public void Load(ReadOnlySpan<float> parameters, IReadOnlyList<float[]> slots, long updates)
    {
        this.updates = updates;
        layout.Import(parameters, this.parameters.Span);
        for (int slot = 0; slot < this.slots.Length; slot++)
        {
            this.slots[slot].Span.Clear();
            if (slots.Count > 0)
            {
                layout.Import(slots[slot], this.slots[slot].Span);
            }
        }

        Pack();
    }

    public void Save(Span<float> parameters, IReadOnlyList<float[]> slots)
    {
        layout.Export(this.parameters.Span, parameters);
        for (int slot = 0; slot < slots.Count; slot++)
        {
            layout.Export(this.slots[slot].Span, slots[slot]);
        }
    }

    public StepResult Train(Minibatch batch)
    {
        StepResult result = Backpropagate(batch);
        kernel.Update(updates++, ClipFactor(), gradients.Pointer, slots, parameters.Pointer, shape.Size);
        Pack();
        return result;
    }

    public StepResult Gradients(Minibatch batch, Span<float> gradients)
    {
        StepResult result = Backpropagate(batch);
        layout.Export(this.gradients.Span, gradients);
        return result;
    }

    public void Predict(Minibatch batch, Span<int> classes, Span<float> losses)
    {
        cell.Forward(batch);
        readout.Forward(State(Rows - readRows), readRows, batch.Targets, 1f);
        readout.Answers[..readRows].CopyTo(classes);
        readout.Losses[..readRows].CopyTo(losses);
    }

    public void Trace(Minibatch batch, Span<int> classes, Span<float> losses = default)
    {
        cell.Forward(batch);

        // The readout's buffers hold as many rows as the model reads: those of all steps, or of one step.
        for (int row = 0; row < Rows; row += readRows)
        {
            readout.Answer(State(row), readRows);
            readout.Answers[..readRows].CopyTo(classes[row..]);
        }

        if (!losses.IsEmpty)
        {
            readout.Forward(State(Rows - readRows), readRows, batch.Targets, 1f);
            readout.Losses[..readRows].CopyTo(losses);
        }
    }

    public void States(Minibatch batch, Span<float> states)
    {
        cell.Forward(batch);
        for (int row = 0; row < Rows; row++)
        {
            new ReadOnlySpan<float>(State(row), shape.H).CopyTo(states[(row * shape.H)..]);
        }
    }

    public void Trace(SymbolTree tree, Alphabet alphabet, Span<byte> classes) => symbolTrace!.Run(tree, alphabet, classes);

    public void Dispose()
    {
        cell.Dispose();
        readout.Dispose();
        symbolTrace?.Dispose();
        parameters.Dispose();
        Array.ForEach(slots, slot => slot.Dispose());
        gradients.Dispose();
        hiddenGradient.Dispose();
    }

    private StepResult Backpropagate(Minibatch batch)
    {
        cell.Forward(batch);
        int firstRead = Rows - readRows;
        int firstScored = Math.Max(firstRead, batch.FirstScored * shape.B);
        int outputs = Rows - firstScored;
        ReadOnlySpan<int> targets = batch.Targets[(firstScored - firstRead)..];
        StepResult result = readout.Forward(State(firstScored), outputs, targets, 1f / outputs);
        gradients.Span.Clear();
        readout.KernelGradient(State(firstScored), outputs, gradients.Pointer);

        int firstStep = firstScored / shape.B;
        for (int t1 = shape.T; t1 > 0;)
        {
            // Chunks start at multiples of their length, so that the last one in time is the shorter one.
            int t0 = (t1 - 1) / shape.ChunkSteps * shape.ChunkSteps;
            int from = Math.Max(t0, firstStep);
            if (from < t1)
            {
                float* target = hiddenGradient.Pointer + ((nint)(from - t0) * shape.B * shape.HiddenStride);
                readout.Backward((from - firstStep) * shape.B, (t1 - from) * shape.B, target);
            }

            cell.Backward(t0, t1, hiddenGradient.Pointer, firstStep, gradients.Pointer);
            t1 = t0;
        }

        return result;
    }

    private float ClipFactor()
    {
        if (optimizer.ClipNorm <= 0)
        {
            return 1f;
        }

        layout.Export(gradients.Span, declared);
        return GradientClip.Factor(optimizer.ClipNorm, declared);
    }

    private float* State(int row) => cell.StateBefore(1) + ((nint)row * shape.HiddenStride);

    private void Pack()
    {
        cell.Pack();
        readout.Pack();
        symbolTrace?.Forget();
    }
}
