using RnnMemory.Basics;
using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// A recurrent cell over T time steps of B sequences, with H hidden units (Hp with padding) and G gate blocks. Rows (t, b) are stored one
/// after another; a row of hidden states h(t) is at (t + 1)·B + b, since the first B rows are the zero state before the first step.
/// </summary>
internal abstract unsafe class SimdCell<TLanes, TVector> : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly InputRows<TLanes, TVector> inputs;
    private readonly SymbolRows<TLanes, TVector> symbols;
    private readonly AlignedBuffer<float> hidden;
    private readonly AlignedBuffer<float> preGradient;
    private readonly AlignedBuffer<float> zeros;

    protected SimdCell(ModelSpec model, Shape shape, float* parameters)
    {
        S = shape;
        P = parameters;
        HardGates = model.GateActivation == GateActivation.HardSigmoid;
        (Units, PaddedUnits) = (shape.H, shape.PaddedHidden);
        inputs = new InputRows<TLanes, TVector>(shape, shape.T * shape.B);
        symbols = new SymbolRows<TLanes, TVector>(shape);

        // The readout reads whole vectors of rows.
        hidden = new AlignedBuffer<float>((((shape.T + 1) * shape.B) + shape.Lanes) * shape.HiddenStride);
        preGradient = new AlignedBuffer<float>((shape.ChunkSteps + 1) * shape.B * shape.GateStride);
        zeros = new AlignedBuffer<float>(shape.PaddedHidden);
    }

    private delegate SimdCell<TLanes, TVector> Factory(ModelSpec model, Shape shape, float* parameters);

    protected Shape S { get; }

    /// <summary>The parameters, in <see cref="Shape"/>'s layout.</summary>
    protected float* P { get; }

    protected bool HardGates { get; }

    /// <summary>Number of units that the backward pass works on: all, unless the cell leaves some out.</summary>
    protected int Units { get; set; }

    /// <summary><see cref="Units"/> padded to whole vectors.</summary>
    protected int PaddedUnits { get; set; }

    /// <summary>The cell of the model, on parameters in the shape's layout.</summary>
    /// <exception cref="UserError">This engine has no such cell.</exception>
    public static SimdCell<TLanes, TVector> Of(ModelSpec model, Shape shape, float* parameters)
    {
        Type[] widths = [typeof(TLanes), typeof(TVector)];
        return Implementations.Get<Factory>("simd", "cell", typeof(SimdCell<,>), model.Cell.Name, widths)(model, shape, parameters);
    }

    /// <summary>A zero row of hidden width.</summary>
    public float* Zeros => zeros.Pointer;

    /// <summary>
    /// The state before step t; the state after it is <c>StateBefore(t + 1)</c>. Rows are <see cref="Shape.HiddenStride"/> apart.
    /// </summary>
    public float* StateBefore(int t) => hidden.Pointer + ((nint)t * S.B * S.HiddenStride);

    /// <summary>
    /// Copies the weights into the orders in which the two passes read them; to be called after every change of the parameters.
    /// </summary>
    public abstract void Pack();

    /// <summary>Runs all steps over a minibatch's inputs or symbols.</summary>
    public void Forward(Minibatch batch)
    {
        bool bySymbol = symbols.Suit(batch.Alphabet);
        if (bySymbol)
        {
            symbols.Take(batch.Alphabet!);
            inputs.Copy(batch.Symbols, symbols.Inputs);
            ProjectSymbols();
        }
        else
        {
            inputs.Copy(batch.Inputs);
        }

        bool leavesOut = inputs.MostlyZero && FiniteValues<TLanes, TVector>.All(P + Shape.Kernel, S.I * S.Width);
        for (int t0 = 0; t0 < S.T; t0 += S.ChunkSteps)
        {
            int t1 = Math.Min(S.T, t0 + S.ChunkSteps);
            if (bySymbol)
            {
                float* z = PreActivation(t0, out int stride);
                symbols.CopySums(batch.Symbols[(t0 * S.B)..(t1 * S.B)], z, stride);
            }
            else
            {
                ProjectInputs(t0, t1, leavesOut);
            }

            for (int t = t0; t < t1; t++)
            {
                Step(t);
            }
        }
    }

    /// <summary>
    /// Back-propagates steps t1-1 down to t0 and adds to the weight gradients. <paramref name="hiddenGradient"/> holds the gradients with
    /// respect to h through the readout for the rows of steps t0..t1-1; steps before <paramref name="firstScored"/> have none. Called for
    /// all chunks in descending order.
    /// </summary>
    public virtual void Backward(int t0, int t1, float* hiddenGradient, int firstScored, float* gradients)
    {
        if (t1 < S.T)
        {
            // The last step computed for the later chunk is the first that this chunk needs.
            Buffer.MemoryCopy(PreGradient(0), PreGradient(t1 - t0), StepBytes, StepBytes);
        }

        for (int t = t1 - 1; t >= t0; t--)
        {
            bool scored = t >= firstScored;
            StepBack(t, t - t0, scored ? hiddenGradient + ((nint)(t - t0) * S.B * S.HiddenStride) : Zeros, scored ? S.HiddenStride : 0);
        }

        KernelGradient(t0, t1, gradients);
        RecurrentGradient(t0, t1, gradients);
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        inputs.Dispose();
        symbols.Dispose();
        hidden.Dispose();
        preGradient.Dispose();
        zeros.Dispose();
    }

    /// <summary>Where the pre-activations of step t go, and the distance between its rows.</summary>
    protected abstract float* PreActivation(int t, out int stride);

    /// <summary>From the projected inputs of step t to its hidden state.</summary>
    protected abstract void Step(int t);

    /// <summary>
    /// Writes the gradient with respect to step t's pre-activations to <c>PreGradient(slot)</c>; that of step t + 1 is in the next slot.
    /// </summary>
    /// <param name="t">The step.</param>
    /// <param name="slot">Its place in the chunk.</param>
    /// <param name="hiddenGradient">Gradient with respect to h(t) through the readout, row 0.</param>
    /// <param name="hiddenGradientRow">Distance of its rows; 0 when all are the same zeros.</param>
    protected abstract void StepBack(int t, int slot, float* hiddenGradient, int hiddenGradientRow);

    /// <summary>Adds the recurrent kernel's gradient of steps t0..t1-1.</summary>
    protected abstract void RecurrentGradient(int t0, int t1, float* gradients);

    /// <summary>Gradients with respect to the pre-activations of the step in that slot of the chunk, [B, G·Hp].</summary>
    protected float* PreGradient(int slot) => preGradient.Pointer + ((nint)slot * S.B * S.GateStride);

    /// <summary>
    /// Adds Σ over rows (t, b), descending, of state[row]ᵀ · preGradient[row] to <paramref name="vectors"/> vectors of the
    /// recurrent kernel's gradient from column <paramref name="column"/> on. The first step had no state.
    /// </summary>
    /// <param name="t0">First step of the chunk.</param>
    /// <param name="t1">One past its last step.</param>
    /// <param name="state">The state that multiplied the kernel at step 0, row 0.</param>
    /// <param name="column">First column.</param>
    /// <param name="vectors">Number of vectors.</param>
    /// <param name="gradients">The gradients, in the parameters' layout.</param>
    protected void AddRecurrentGradient(int t0, int t1, float* state, int column, int vectors, float* gradients)
    {
        int first = Math.Max(t0, 1);
        int rows = (t1 - first) * S.B;
        if (rows == 0)
        {
            return;
        }

        nint last = ((nint)t1 * S.B) - 1;
        float* c = gradients + S.Recurrent + column;
        MatrixProduct<TLanes, TVector>.Run(new Operands
        {
            A = state + (last * S.HiddenStride),
            ARow = 1,
            AStep = -S.HiddenStride,
            B = PreGradient(t1 - t0) - S.GateStride + column,
            BStep = -S.GateStride,
            BPanel = 2 * TLanes.Count,
            Start = c,
            StartRow = S.Width,
            C = c,
            CRow = S.Width,
            Rows = Units,
            Vectors = vectors,
            Length = rows,
        });
    }

    /// <summary>
    /// Continues the chains in <paramref name="c"/> [B, vectors] with the products of <paramref name="state"/> [B, H] and a
    /// packed recurrent kernel.
    /// </summary>
    protected void AddRecurrent(float* state, float* packed, int vectors, float* c, int row) =>
        AddRecurrent(state, S.B, null, S.H, packed, vectors, c, row);

    /// <summary>The same for some of the rows, with the listed units only; a null list stands for all units.</summary>
    protected void AddRecurrent(float* state, int rows, int* terms, int length, float* packed, int vectors, float* c, int row) =>
        MatrixProduct<TLanes, TVector>.Run(new Operands
        {
            A = state,
            ARow = S.HiddenStride,
            AStep = 1,
            B = packed,
            BStep = Packing<TLanes, TVector>.PanelRow,
            BPanel = S.H * Packing<TLanes, TVector>.PanelRow,
            Start = c,
            StartRow = row,
            C = c,
            CRow = row,
            Rows = rows,
            Vectors = vectors,
            Length = length,
            Terms = terms,
        });

    /// <summary>
    /// c = start + preGradient · (recurrent kernel)ᵀ over <paramref name="gates"/> gate blocks, gate by gate and unit by unit.
    /// </summary>
    /// <param name="preGradient">[B, gates·Hp], rows <see cref="Shape.GateStride"/> apart.</param>
    /// <param name="packed">The transposed kernel, packed, of these gates.</param>
    /// <param name="gates">Number of gate blocks.</param>
    /// <param name="start">[B, H].</param>
    /// <param name="startRow">Distance of its rows.</param>
    /// <param name="c">[B, H].</param>
    /// <param name="row">Distance of its rows.</param>
    protected void BackThroughRecurrent(float* preGradient, float* packed, int gates, float* start, int startRow, float* c, int row)
    {
        // Without padding between the gate blocks, their chains form a single chain.
        int blocks = Units == PaddedUnits ? 1 : gates;
        int length = Units == PaddedUnits ? gates * Units : Units;
        for (int block = 0; block < blocks; block++)
        {
            MatrixProduct<TLanes, TVector>.Run(new Operands
            {
                A = preGradient + (block * PaddedUnits),
                ARow = S.GateStride,
                AStep = 1,
                B = packed + (block * PaddedUnits * Packing<TLanes, TVector>.PanelRow),
                BStep = Packing<TLanes, TVector>.PanelRow,
                BPanel = gates * PaddedUnits * Packing<TLanes, TVector>.PanelRow,
                Start = block == 0 ? start : c,
                StartRow = block == 0 ? startRow : row,
                C = c,
                CRow = row,
                Rows = S.B,
                Vectors = PaddedUnits / TLanes.Count,
                Length = length,
            });
        }
    }

    private long StepBytes => (long)S.B * S.GateStride * sizeof(float);

    /// <summary>
    /// Computes the contribution of bias and inputs to the pre-activations of steps t0..t1-1; if <paramref name="leavesOut"/>, zero
    /// inputs are left out.
    /// </summary>
    protected void ProjectInputs(int t0, int t1, bool leavesOut)
    {
        int row = t0 * S.B;
        float* z = PreActivation(t0, out int stride);
        Project(new Operands
        {
            A = inputs.Row(row),
            ARow = inputs.Stride,
            C = z,
            CRow = stride,
            Rows = (t1 - t0) * S.B,
            Terms = leavesOut ? inputs.RowTerms(row) : null,
            TermsRow = inputs.TermsRow,
            Lengths = leavesOut ? inputs.RowLengths(row) : null,
        });
    }

    private void ProjectSymbols() => Project(new Operands
    {
        A = symbols.Inputs.Row(0),
        ARow = symbols.Inputs.Stride,
        C = symbols.Sums,
        CRow = S.Width,
        Rows = symbols.Count,
    });

    // Rows of inputs times the kernel, starting from the bias.
    private void Project(Operands x)
    {
        x.AStep = 1;
        x.B = P + Shape.Kernel;
        x.BStep = S.Width;
        x.BPanel = 2 * TLanes.Count;
        x.Start = P + S.Bias;
        x.StartRow = 0;
        x.Vectors = S.Width / TLanes.Count;
        x.Length = S.I;
        MatrixProduct<TLanes, TVector>.Run(in x);
    }

    /// <summary>Adds the gradients of input kernel and bias of steps t0..t1-1.</summary>
    protected void KernelGradient(int t0, int t1, float* gradients)
    {
        int last = (t1 * S.B) - 1;
        float* preGradient = PreGradient(t1 - t0) - S.GateStride;
        Operands x = new()
        {
            A = inputs.Row(last),
            ARow = 1,
            AStep = -inputs.Stride,
            B = preGradient,
            BStep = -S.GateStride,
            BPanel = 2 * TLanes.Count,
            Start = gradients + Shape.Kernel,
            StartRow = S.Width,
            C = gradients + Shape.Kernel,
            CRow = S.Width,
            Rows = S.I + 1,
            Vectors = S.G * PaddedUnits / TLanes.Count,
            Length = (t1 - t0) * S.B,
        };
        if (!inputs.MostlyZero)
        {
            MatrixProduct<TLanes, TVector>.Run(in x);
            return;
        }

        Operands bias = x;
        bias.A += S.I;
        bias.Start = bias.C = gradients + S.Bias;
        bias.Rows = 1;
        MatrixProduct<TLanes, TVector>.Run(in bias);

        // The bias gradient is the sum of all factors of the inputs: if the sum is finite, so are the factors.
        if (FiniteValues<TLanes, TVector>.All(bias.C, x.Vectors * TLanes.Count))
        {
            SparseKernelGradient<TLanes, TVector>.Add(inputs, t0 * S.B, last, preGradient, S.GateStride, gradients, S.Width, x.Vectors);
            return;
        }

        x.Rows = S.I;
        MatrixProduct<TLanes, TVector>.Run(in x);
    }
}
