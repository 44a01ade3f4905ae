using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// <see cref="Scalar.ScalarReadout"/> for many rows: lanes run over rows in the softmax, over classes and units in the products.
/// </summary>
internal sealed unsafe class SimdReadout<TLanes, TVector> : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly Shape s;
    private readonly float* parameters;
    private readonly AlignedBuffer<float> forward;

    // Logits, later the loss's gradients with respect to them, [rows, Kp]; and one vector of rows transposed, [Kp, lanes].
    private readonly AlignedBuffer<float> logits;
    private readonly AlignedBuffer<float> block;
    private readonly AlignedBuffer<float> targets;
    private readonly AlignedBuffer<float> losses;
    private readonly AlignedBuffer<float> answers;
    private readonly AlignedBuffer<float> clipped;
    private readonly AlignedBuffer<float> zerosAndOne;

    /// <param name="shape">The sizes.</param>
    /// <param name="parameters">The parameters, in the shape's layout.</param>
    /// <param name="rows">The largest number of rows at a time.</param>
    public SimdReadout(Shape shape, float* parameters, int rows)
    {
        s = shape;
        this.parameters = parameters;
        int capacity = Shape.Pad(rows, shape.Lanes);
        forward = Packing<TLanes, TVector>.Buffer(shape.PaddedHidden, shape.PaddedClasses / shape.Lanes);
        logits = new AlignedBuffer<float>(capacity * shape.PaddedClasses);
        block = new AlignedBuffer<float>(shape.PaddedClasses * shape.Lanes);
        targets = new AlignedBuffer<float>(capacity);
        losses = new AlignedBuffer<float>(capacity);
        answers = new AlignedBuffer<float>(capacity);
        clipped = new AlignedBuffer<float>(capacity);
        zerosAndOne = new AlignedBuffer<float>(Math.Max(shape.PaddedHidden, shape.PaddedClasses) + 1);
        zerosAndOne.Span[^1] = 1f;
    }

    /// <summary>Loss of each row of the last call.</summary>
    public ReadOnlySpan<float> Losses => losses.Span;

    /// <summary>Arg max of each row of the last call, as a float.</summary>
    public ReadOnlySpan<float> Answers => answers.Span;

    /// <summary>1 for each row of the last call whose target's probability is outside the clip, else 0.</summary>
    public ReadOnlySpan<float> Clipped => clipped.Span;

    /// <summary>Copies the weights into the order of the forward pass; to be called after every change of the parameters.</summary>
    public void Pack() =>
        Packing<TLanes, TVector>.PackTransposed(
            parameters + s.Readout, s.PaddedHidden, s.PaddedHidden, s.PaddedClasses / s.Lanes, forward.Pointer);

    /// <summary>
    /// Computes losses and answers of rows of hidden states, and replaces the logits by the loss's gradients with respect to them, for
    /// <see cref="Backward"/>.
    /// </summary>
    /// <param name="hidden">First row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="classes">Target of each row.</param>
    /// <param name="scale">1 over the number of scored outputs.</param>
    public void Forward(float* hidden, int rows, ReadOnlySpan<int> classes, float scale)
    {
        for (int row = 0; row < rows; row++)
        {
            targets.Pointer[row] = classes[row];
        }

        Logits(hidden, rows);
        for (int row = 0; row < rows; row += TLanes.Count)
        {
            float* at = logits.Pointer + ((nint)row * s.PaddedClasses);
            TransposeBlock(at);
            Softmax(block.Pointer, s.K, targets.Pointer + row, losses.Pointer + row, answers.Pointer + row, clipped.Pointer + row, scale);
            for (int k = 0; k < s.K; k += Shape.TransposedColumns)
            {
                TLanes.TransposeBack(block.Pointer + (k * TLanes.Count), TLanes.Count, at + k, s.PaddedClasses);
            }
        }
    }

    /// <summary>Computes only the answers of rows of hidden states.</summary>
    public void Answer(float* hidden, int rows)
    {
        Logits(hidden, rows);
        for (int row = 0; row < rows; row += TLanes.Count)
        {
            TransposeBlock(logits.Pointer + ((nint)row * s.PaddedClasses));
            ArgMax(block.Pointer, s.K, answers.Pointer + row);
        }
    }

    /// <summary>Adds the gradients of kernel and bias of all rows of the last <see cref="Forward"/>, rows descending.</summary>
    public void KernelGradient(float* hidden, int rows, float* gradients)
    {
        float* last = logits.Pointer + ((nint)(rows - 1) * s.PaddedClasses);
        MatrixProduct<TLanes, TVector>.Run(new Operands
        {
            A = last,
            ARow = 1,
            AStep = -s.PaddedClasses,
            B = hidden + ((nint)(rows - 1) * s.HiddenStride),
            BStep = -s.HiddenStride,
            BPanel = 2 * TLanes.Count,
            Start = gradients + s.Readout,
            StartRow = s.PaddedHidden,
            C = gradients + s.Readout,
            CRow = s.PaddedHidden,
            Rows = s.K,
            Vectors = s.PaddedHidden / TLanes.Count,
            Length = rows,
        });
        MatrixProduct<TLanes, TVector>.Run(new Operands
        {
            A = zerosAndOne.Pointer + zerosAndOne.Length - 1,
            ARow = 0,
            AStep = 0,
            B = last,
            BStep = -s.PaddedClasses,
            BPanel = 2 * TLanes.Count,
            Start = gradients + s.ReadoutBias,
            StartRow = 0,
            C = gradients + s.ReadoutBias,
            CRow = 0,
            Rows = 1,
            Vectors = s.PaddedClasses / TLanes.Count,
            Length = rows,
        });
    }

    /// <summary>The gradient with respect to the hidden states of the rows from firstRow on in the last <see cref="Forward"/>.</summary>
    public void Backward(int firstRow, int rows, float* hiddenGradient) =>
        MatrixProduct<TLanes, TVector>.Run(new Operands
        {
            A = logits.Pointer + ((nint)firstRow * s.PaddedClasses),
            ARow = s.PaddedClasses,
            AStep = 1,
            B = parameters + s.Readout,
            BStep = s.PaddedHidden,
            BPanel = 2 * TLanes.Count,
            Start = zerosAndOne.Pointer,
            StartRow = 0,
            C = hiddenGradient,
            CRow = s.HiddenStride,
            Rows = rows,
            Vectors = s.PaddedHidden / TLanes.Count,
            Length = s.K,
        });

    /// <inheritdoc/>
    public void Dispose()
    {
        forward.Dispose();
        logits.Dispose();
        block.Dispose();
        targets.Dispose();
        losses.Dispose();
        answers.Dispose();
        clipped.Dispose();
        zerosAndOne.Dispose();
    }

    private void Logits(float* hidden, int rows) =>
        MatrixProduct<TLanes, TVector>.Run(new Operands
        {
            A = hidden,
            ARow = s.HiddenStride,
            AStep = 1,
            B = forward.Pointer,
            BStep = Packing<TLanes, TVector>.PanelRow,
            BPanel = s.PaddedHidden * Packing<TLanes, TVector>.PanelRow,
            Start = parameters + s.ReadoutBias,
            StartRow = 0,
            C = logits.Pointer,
            CRow = s.PaddedClasses,
            Rows = rows,
            Vectors = s.PaddedClasses / TLanes.Count,
            Length = s.H,
        });

    // Lanes run over rows in the block.
    private void TransposeBlock(float* rows)
    {
        for (int k = 0; k < s.K; k += Shape.TransposedColumns)
        {
            TLanes.TransposeFour(rows + k, s.PaddedClasses, block.Pointer + (k * TLanes.Count), TLanes.Count);
        }
    }

    // Stores the winning classes and returns their logits.
    private static TVector ArgMax(float* block, int classes, float* answers)
    {
        TVector best = TLanes.Load(block);
        TVector answer = TLanes.Broadcast(0f);
        for (int k = 1; k < classes; k++)
        {
            TVector logit = TLanes.Load(block + (k * TLanes.Count));
            answer = TLanes.IfGreater(logit, best, TLanes.Broadcast(k), answer);
            best = TLanes.Larger(logit, best);
        }

        TLanes.Store(answers, answer);
        return best;
    }

    // One vector of rows: classes k are rows of the block. Logits become gradients; padding classes become zero.
    private static void Softmax(float* block, int classes, float* targets, float* losses, float* answers, float* outside, float scale)
    {
        TVector target = TLanes.Load(targets);
        TVector best = ArgMax(block, classes, answers);
        TVector sum = TLanes.Broadcast(0f);
        for (int k = 0; k < classes; k++)
        {
            TVector e = VectorElementary<TLanes, TVector>.Exp(TLanes.Subtract(TLanes.Load(block + (k * TLanes.Count)), best));
            TLanes.Store(block + (k * TLanes.Count), e);
            sum = k == 0 ? e : TLanes.Add(sum, e);
        }

        TVector one = TLanes.Broadcast(1f);
        TVector zero = TLanes.Broadcast(0f);
        TVector p = zero;
        for (int k = 0; k < classes; k++)
        {
            TVector probability = TLanes.Divide(TLanes.Load(block + (k * TLanes.Count)), sum);
            TLanes.Store(block + (k * TLanes.Count), probability);
            p = TLanes.IfEqual(target, TLanes.Broadcast(k), probability, p);
        }

        TVector low = TLanes.Broadcast(LossClip.Low);
        TVector high = TLanes.Broadcast(LossClip.High);
        TVector clipped = TLanes.Smaller(high, TLanes.Larger(low, p));
        TLanes.Store(losses, TLanes.Subtract(zero, VectorElementary<TLanes, TVector>.Log(clipped)));

        TLanes.Store(outside, TLanes.IfGreater(low, p, one, TLanes.IfGreater(p, high, one, zero)));
        TVector factor = TLanes.Broadcast(scale);
        for (int k = 0; k < classes; k++)
        {
            TVector probability = TLanes.Load(block + (k * TLanes.Count));
            TVector hot = TLanes.IfEqual(target, TLanes.Broadcast(k), one, zero);
            TVector slope = TLanes.Multiply(TLanes.Subtract(probability, hot), factor);
            slope = TLanes.IfGreater(low, p, zero, TLanes.IfGreater(p, high, zero, slope));
            TLanes.Store(block + (k * TLanes.Count), slope);
        }
    }
}
