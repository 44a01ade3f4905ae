using System.Runtime.CompilerServices;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// <see cref="Scalar.ScalarReadout"/> for many rows. Lanes run over rows in logits and softmax, so that a few classes do not occupy whole
/// vectors, and over units in the gradients.
/// </summary>
internal sealed unsafe class SimdReadout<TLanes, TVector> : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Vectors of rows that are transposed together: with two classes, their logits are eight independent chains.</summary>
    private const int BlockVectors = 4;

    /// <summary>Classes whose gradients are added together; the padding has room for them.</summary>
    private const int ClassesTogether = 4;

    private readonly Shape s;
    private readonly float* parameters;

    // Hidden states of a block of rows, transposed and packed, and the biases that its logits start from, [K, rows of a block].
    private readonly AlignedBuffer<float> transposed;
    private readonly AlignedBuffer<float> biases;

    // Logits, later the loss's gradients with respect to them, [Kp, rows].
    private readonly AlignedBuffer<float> logits;
    private readonly int stride;
    private readonly AlignedBuffer<int> targets;
    private readonly AlignedBuffer<float> losses;
    private readonly AlignedBuffer<int> answers;
    private readonly AlignedBuffer<int> clipped;
    private readonly AlignedBuffer<float> zeros;

    /// <param name="shape">The sizes.</param>
    /// <param name="parameters">The parameters, in the shape's layout.</param>
    /// <param name="rows">The largest number of rows at a time.</param>
    public SimdReadout(Shape shape, float* parameters, int rows)
    {
        s = shape;
        this.parameters = parameters;
        transposed = Packing<TLanes, TVector>.Buffer(shape.PaddedHidden, BlockVectors);
        biases = new AlignedBuffer<float>(shape.K * BlockRows);

        // One vector more than needed: at a distance of 4096 bytes, the classes would compete for one set of the cache.
        int capacity = Shape.Pad(rows, shape.Lanes);
        stride = capacity + shape.Lanes;
        logits = new AlignedBuffer<float>(shape.PaddedClasses * stride);
        targets = new AlignedBuffer<int>(capacity);
        losses = new AlignedBuffer<float>(capacity);
        answers = new AlignedBuffer<int>(capacity);
        clipped = new AlignedBuffer<int>(capacity);
        zeros = new AlignedBuffer<float>(shape.PaddedHidden);
    }

    /// <summary>Loss of each row of the last call.</summary>
    public ReadOnlySpan<float> Losses => losses.Span;

    /// <summary>Arg max of each row of the last call.</summary>
    public ReadOnlySpan<int> Answers => answers.Span;

    private static int BlockRows => BlockVectors * TLanes.Count;

    /// <summary>Copies the biases into the order of the forward pass; to be called after every change of the parameters.</summary>
    public void Pack()
    {
        for (int k = 0; k < s.K; k++)
        {
            biases.Span.Slice(k * BlockRows, BlockRows).Fill(parameters[s.ReadoutBias + k]);
        }
    }

    /// <summary>
    /// Computes losses and answers of rows of hidden states, sums them up, and replaces the logits by the loss's gradients with respect to
    /// them, for <see cref="Backward"/>.
    /// </summary>
    /// <param name="hidden">First row; after the last one, there is memory for a vector of rows.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="classes">Target of each row.</param>
    /// <param name="scale">1 over the number of scored outputs.</param>
    public StepResult Forward(float* hidden, int rows, ReadOnlySpan<int> classes, float scale)
    {
        classes[..rows].CopyTo(targets.Span);
        Logits(hidden, rows);
        var sum = new StepResult(0, 0, rows);
        for (int row = 0; row < rows; row += TLanes.Count)
        {
            float* target = (float*)(targets.Pointer + row);
            float* answer = (float*)(answers.Pointer + row);
            float* outside = (float*)(clipped.Pointer + row);
            Softmax(logits.Pointer + row, stride, s.K, target, losses.Pointer + row, answer, outside, scale);
            sum = Add(sum, row, Math.Min(rows, row + TLanes.Count));
        }

        return sum;
    }

    /// <summary>Computes only the answers of rows of hidden states.</summary>
    public void Answer(float* hidden, int rows)
    {
        Logits(hidden, rows);
        for (int row = 0; row < rows; row += TLanes.Count)
        {
            ArgMax(logits.Pointer + row, stride, s.K, (float*)(answers.Pointer + row));
        }
    }

    /// <summary>Adds the gradients of kernel and bias of all rows of the last <see cref="Forward"/>, rows descending.</summary>
    public void KernelGradient(float* hidden, int rows, float* gradients)
    {
        float* slopes = logits.Pointer + rows - 1;
        float* last = hidden + ((nint)(rows - 1) * s.HiddenStride);
        float* kernel = gradients + s.Readout;
        for (int k = 0; k < s.K; k += ClassesTogether)
        {
            float* own = slopes + ((nint)k * stride);
            float* bias = gradients + s.ReadoutBias + k;
            AddFourClasses(own, stride, last, s.HiddenStride, rows, kernel + (k * s.PaddedHidden), s.PaddedHidden, bias);
        }

        MatrixProduct<TLanes, TVector>.Run(new Operands
        {
            A = slopes,
            ARow = stride,
            AStep = -1,
            B = last + TLanes.Count,
            BStep = -s.HiddenStride,
            BPanel = 2 * TLanes.Count,
            Start = kernel + TLanes.Count,
            StartRow = s.PaddedHidden,
            C = kernel + TLanes.Count,
            CRow = s.PaddedHidden,
            Rows = s.K,
            Vectors = (s.PaddedHidden / TLanes.Count) - 1,
            Length = rows,
        });
    }

    /// <summary>The gradient with respect to the hidden states of the rows from firstRow on in the last <see cref="Forward"/>.</summary>
    public void Backward(int firstRow, int rows, float* hiddenGradient) =>
        MatrixProduct<TLanes, TVector>.Run(new Operands
        {
            A = logits.Pointer + firstRow,
            ARow = 1,
            AStep = stride,
            B = parameters + s.Readout,
            BStep = s.PaddedHidden,
            BPanel = 2 * TLanes.Count,
            Start = zeros.Pointer,
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
        transposed.Dispose();
        biases.Dispose();
        logits.Dispose();
        targets.Dispose();
        losses.Dispose();
        answers.Dispose();
        clipped.Dispose();
        zeros.Dispose();
    }

    // Row by row, as numerics demand: a chain that the processor works on during the next rows' softmax.
    private StepResult Add(StepResult sum, int row, int end)
    {
        (double lossSum, int correct, int outside) = (sum.LossSum, sum.Correct, sum.Clipped);
        for (; row < end; row++)
        {
            lossSum += losses.Pointer[row];
            correct += answers.Pointer[row] == targets.Pointer[row] ? 1 : 0;
            outside += clipped.Pointer[row];
        }

        return sum with { LossSum = lossSum, Correct = correct, Clipped = outside };
    }

    private void Logits(float* hidden, int rows)
    {
        for (int row = 0; row < rows; row += BlockRows)
        {
            int vectors = Math.Min(BlockVectors, (rows - row + TLanes.Count - 1) / TLanes.Count);
            float* states = hidden + ((nint)row * s.HiddenStride);
            Packing<TLanes, TVector>.PackTransposed(states, s.HiddenStride, s.PaddedHidden, vectors, transposed.Pointer);
            MatrixProduct<TLanes, TVector>.Run(new Operands
            {
                A = parameters + s.Readout,
                ARow = s.PaddedHidden,
                AStep = 1,
                B = transposed.Pointer,
                BStep = Packing<TLanes, TVector>.PanelRow,
                BPanel = s.PaddedHidden * Packing<TLanes, TVector>.PanelRow,
                Start = biases.Pointer,
                StartRow = BlockRows,
                C = logits.Pointer + row,
                CRow = stride,
                Rows = s.K,
                Vectors = vectors,
                Length = s.H,
            });
        }
    }

    // The first vector of the kernel's gradient and the bias's gradient of four classes, whose chains hide each other's latency.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourClasses(
        float* slopes, nint stride, float* hidden, nint hiddenRow, int rows, float* kernel, nint kernelRow, float* bias)
    {
        float* d1 = slopes + stride;
        float* d2 = slopes + (2 * stride);
        float* d3 = slopes + (3 * stride);
        TVector c0 = TLanes.Load(kernel);
        TVector c1 = TLanes.Load(kernel + kernelRow);
        TVector c2 = TLanes.Load(kernel + (2 * kernelRow));
        TVector c3 = TLanes.Load(kernel + (3 * kernelRow));
        (float b0, float b1, float b2, float b3) = (bias[0], bias[1], bias[2], bias[3]);
        for (nint row = 0; row > -rows; row--, hidden -= hiddenRow)
        {
            TVector h = TLanes.Load(hidden);
            c0 = TLanes.Fma(TLanes.Broadcast(slopes[row]), h, c0);
            c1 = TLanes.Fma(TLanes.Broadcast(d1[row]), h, c1);
            c2 = TLanes.Fma(TLanes.Broadcast(d2[row]), h, c2);
            c3 = TLanes.Fma(TLanes.Broadcast(d3[row]), h, c3);
            b0 += slopes[row];
            b1 += d1[row];
            b2 += d2[row];
            b3 += d3[row];
        }

        TLanes.Store(kernel, c0);
        TLanes.Store(kernel + kernelRow, c1);
        TLanes.Store(kernel + (2 * kernelRow), c2);
        TLanes.Store(kernel + (3 * kernelRow), c3);
        (bias[0], bias[1], bias[2], bias[3]) = (b0, b1, b2, b3);
    }

    // An integer from 0 on as the bits of a float, of which equality is all that is asked.
    private static TVector Bits(int value) => TLanes.Broadcast(BitConverter.Int32BitsToSingle(value));

    // Stores the winning classes of a vector of rows and returns their logits. Logits of a class are in one row.
    private static TVector ArgMax(float* logits, nint stride, int classes, float* answers)
    {
        TVector best = TLanes.Load(logits);
        TVector answer = TLanes.Broadcast(0f);
        for (int k = 1; k < classes; k++)
        {
            TVector logit = TLanes.Load(logits + (k * stride));
            answer = TLanes.IfGreater(logit, best, Bits(k), answer);
            best = TLanes.Larger(logit, best);
        }

        TLanes.Store(answers, answer);
        return best;
    }

    // One vector of rows, whose logits become gradients. Targets, answers and what is outside the clip are the bits of integers.
    private static void Softmax(
        float* logits, nint stride, int classes, float* targets, float* losses, float* answers, float* outside, float scale)
    {
        TVector target = TLanes.Load(targets);
        TVector best = ArgMax(logits, stride, classes, answers);
        TVector sum = TLanes.Broadcast(0f);
        for (int k = 0; k < classes; k++)
        {
            TVector e = VectorElementary<TLanes, TVector>.Exp(TLanes.Subtract(TLanes.Load(logits + (k * stride)), best));
            TLanes.Store(logits + (k * stride), e);
            sum = k == 0 ? e : TLanes.Add(sum, e);
        }

        TVector one = TLanes.Broadcast(1f);
        TVector zero = TLanes.Broadcast(0f);
        TVector p = zero;
        for (int k = 0; k < classes; k++)
        {
            TVector probability = TLanes.Divide(TLanes.Load(logits + (k * stride)), sum);
            TLanes.Store(logits + (k * stride), probability);
            p = TLanes.IfEqual(target, Bits(k), probability, p);
        }

        TVector low = TLanes.Broadcast(LossClip.Low);
        TVector high = TLanes.Broadcast(LossClip.High);
        TVector clipped = TLanes.Smaller(high, TLanes.Larger(low, p));
        TLanes.Store(losses, TLanes.Subtract(zero, VectorElementary<TLanes, TVector>.Log(clipped)));

        TLanes.Store(outside, TLanes.IfGreater(low, p, Bits(1), TLanes.IfGreater(p, high, Bits(1), zero)));
        TVector factor = TLanes.Broadcast(scale);
        for (int k = 0; k < classes; k++)
        {
            TVector probability = TLanes.Load(logits + (k * stride));
            TVector hot = TLanes.IfEqual(target, Bits(k), one, zero);
            TVector slope = TLanes.Multiply(TLanes.Subtract(probability, hot), factor);
            slope = TLanes.IfGreater(low, p, zero, TLanes.IfGreater(p, high, zero, slope));
            TLanes.Store(logits + (k * stride), slope);
        }
    }
}
