using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary><see cref="Scalar.ScalarGru"/> in vectors.</summary>
[Implements("gru")]
internal sealed unsafe class SimdGru<TLanes, TVector> : SimdCell<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    // The recurrent kernel's blocks z and r, and its block h, are multiplied by different states.
    private readonly AlignedBuffer<float> forwardGates;
    private readonly AlignedBuffer<float> forwardCandidate;
    private readonly AlignedBuffer<float> backwardGates;
    private readonly AlignedBuffer<float> backwardCandidate;

    // Activated z, r, g [T, B, 3, Hp]; r∘h before each step [T, B, Hp].
    private readonly AlignedBuffer<float> gates;
    private readonly AlignedBuffer<float> reset;

    // Gradients with respect to h and r∘h, [B, Hp].
    private readonly AlignedBuffer<float> hiddenGradient;
    private readonly AlignedBuffer<float> resetGradient;

    public SimdGru(ModelSpec model, Shape shape, float* parameters)
        : base(model, shape, parameters)
    {
        forwardGates = Packing<TLanes, TVector>.Buffer(shape.H, 2 * Vectors);
        forwardCandidate = Packing<TLanes, TVector>.Buffer(shape.H, Vectors);
        backwardGates = Packing<TLanes, TVector>.Buffer(2 * shape.PaddedHidden, Vectors);
        backwardCandidate = Packing<TLanes, TVector>.Buffer(shape.PaddedHidden, Vectors);
        gates = new AlignedBuffer<float>(shape.T * shape.B * shape.GateStride);
        reset = new AlignedBuffer<float>(shape.T * shape.B * shape.HiddenStride);
        hiddenGradient = new AlignedBuffer<float>(shape.B * shape.PaddedHidden);
        resetGradient = new AlignedBuffer<float>(shape.B * shape.PaddedHidden);
    }

    private int Vectors => S.PaddedHidden / TLanes.Count;

    private int Candidate => 2 * S.PaddedHidden;

    public static SimdCell<TLanes, TVector> Create(ModelSpec model, Shape shape, float* parameters) =>
        new SimdGru<TLanes, TVector>(model, shape, parameters);

    public override void Pack()
    {
        float* recurrent = P + S.Recurrent;
        Packing<TLanes, TVector>.Pack(recurrent, S.Width, S.H, 2 * Vectors, forwardGates.Pointer);
        Packing<TLanes, TVector>.Pack(recurrent + Candidate, S.Width, S.H, Vectors, forwardCandidate.Pointer);
        Packing<TLanes, TVector>.PackTransposed(recurrent, S.Width, Candidate, Vectors, backwardGates.Pointer);
        Packing<TLanes, TVector>.PackTransposed(recurrent + Candidate, S.Width, S.PaddedHidden, Vectors, backwardCandidate.Pointer);
    }

    public override void Dispose()
    {
        forwardGates.Dispose();
        forwardCandidate.Dispose();
        backwardGates.Dispose();
        backwardCandidate.Dispose();
        gates.Dispose();
        reset.Dispose();
        hiddenGradient.Dispose();
        resetGradient.Dispose();
        base.Dispose();
    }

    protected override float* PreActivation(int t, out int stride)
    {
        stride = S.GateStride;
        return gates.Pointer + ((nint)t * S.B * S.GateStride);
    }

    protected override void Step(int t)
    {
        float* z = PreActivation(t, out int stride);
        float* before = StateBefore(t);
        float* resetState = reset.Pointer + ((nint)t * S.B * S.HiddenStride);
        if (t > 0)
        {
            AddRecurrent(before, forwardGates.Pointer, 2 * Vectors, z, stride);
        }

        if (HardGates)
        {
            ActivateGates<HardGate>(z, before, resetState, S);
        }
        else
        {
            ActivateGates<SmoothGate>(z, before, resetState, S);
        }

        if (t > 0)
        {
            AddRecurrent(resetState, forwardCandidate.Pointer, Vectors, z + Candidate, stride);
        }

        ActivateCandidate(z, before, StateBefore(t + 1), S);
    }

    protected override void StepBack(int t, int slot, float* hiddenGradient, int hiddenGradientRow)
    {
        float* z = PreActivation(t, out _);
        float* dz = PreGradient(slot);
        float* dh = this.hiddenGradient.Pointer;
        if (t + 1 == S.T)
        {
            CopyRows(hiddenGradient, hiddenGradientRow, dh, S);
        }
        else
        {
            // First the direct paths of step t + 1, then the chain over its z and r.
            AddDirectPaths(PreActivation(t + 1, out _), hiddenGradient, hiddenGradientRow, dh, resetGradient.Pointer, S);
            BackThroughRecurrent(PreGradient(slot + 1), backwardGates.Pointer, 2, dh, S.PaddedHidden, dh, S.PaddedHidden);
        }

        if (HardGates)
        {
            GatesBack<HardGate>(z, StateBefore(t), dh, dz);
        }
        else
        {
            GatesBack<SmoothGate>(z, StateBefore(t), dh, dz);
        }
    }

    protected override void RecurrentGradient(int t0, int t1, float* gradients)
    {
        AddRecurrentGradient(t0, t1, StateBefore(0), 0, 2 * Vectors, gradients);
        AddRecurrentGradient(t0, t1, reset.Pointer, Candidate, Vectors, gradients);
    }

    private void GatesBack<TGate>(float* gates, float* before, float* dh, float* dz)
        where TGate : struct, IGate
    {
        CandidateBack<TGate>(gates, before, dh, dz, S);
        BackThroughRecurrent(dz + Candidate, backwardCandidate.Pointer, 1, Zeros, 0, resetGradient.Pointer, S.PaddedHidden);
        ResetBack<TGate>(gates, before, resetGradient.Pointer, dz, S);
    }

    private static void ActivateGates<TGate>(float* z, float* before, float* reset, Shape s)
        where TGate : struct, IGate
    {
        int width = s.PaddedHidden;
        for (int b = 0; b < s.B; b++)
        {
            for (int u = 0; u < width; u += TLanes.Count)
            {
                TVector r = TGate.Activate<TLanes, TVector>(TLanes.Load(z + width + u));
                TLanes.Store(z + u, TGate.Activate<TLanes, TVector>(TLanes.Load(z + u)));
                TLanes.Store(z + width + u, r);
                TLanes.Store(reset + u, TLanes.Multiply(r, TLanes.Load(before + u)));
            }

            z += s.GateStride;
            before += s.HiddenStride;
            reset += s.HiddenStride;
        }
    }

    private static void ActivateCandidate(float* z, float* before, float* after, Shape s)
    {
        int width = s.PaddedHidden;
        float* g = z + (2 * width);
        for (int u = 0; u < width; u += TLanes.Count)
        {
            LaneTanh<TLanes, TVector>.Run(g + u, s.GateStride, g + u, s.GateStride, s.B);
        }

        TVector one = TLanes.Broadcast(1f);
        for (int b = 0; b < s.B; b++)
        {
            for (int u = 0; u < width; u += TLanes.Count)
            {
                TVector update = TLanes.Load(z + u);
                TVector fresh = TLanes.Multiply(TLanes.Subtract(one, update), TLanes.Load(z + (2 * width) + u));
                TLanes.Store(after + u, TLanes.Fma(update, TLanes.Load(before + u), fresh));
            }

            z += s.GateStride;
            before += s.HiddenStride;
            after += s.HiddenStride;
        }
    }

    private static void CopyRows(float* from, int fromRow, float* to, Shape s)
    {
        for (int b = 0; b < s.B; b++)
        {
            new ReadOnlySpan<float>(from + ((nint)b * fromRow), s.PaddedHidden).CopyTo(new Span<float>(to, s.PaddedHidden));
            to += s.PaddedHidden;
        }
    }

    private static void AddDirectPaths(float* above, float* readout, int readoutRow, float* dh, float* dReset, Shape s)
    {
        int width = s.PaddedHidden;
        for (int b = 0; b < s.B; b++)
        {
            for (int u = 0; u < width; u += TLanes.Count)
            {
                TVector d = TLanes.Fma(TLanes.Load(dh + u), TLanes.Load(above + u), TLanes.Load(readout + u));
                TLanes.Store(dh + u, TLanes.Fma(TLanes.Load(dReset + u), TLanes.Load(above + width + u), d));
            }

            above += s.GateStride;
            readout += readoutRow;
            dh += width;
            dReset += width;
        }
    }

    private static void CandidateBack<TGate>(float* gates, float* before, float* dh, float* dz, Shape s)
        where TGate : struct, IGate
    {
        int width = s.PaddedHidden;
        TVector one = TLanes.Broadcast(1f);
        for (int b = 0; b < s.B; b++)
        {
            for (int u = 0; u < width; u += TLanes.Count)
            {
                TVector d = TLanes.Load(dh + u);
                TVector update = TLanes.Load(gates + u);
                TVector g = TLanes.Load(gates + (2 * width) + u);
                TVector difference = TLanes.Subtract(TLanes.Load(before + u), g);
                TLanes.Store(dz + u, TLanes.Multiply(TLanes.Multiply(d, difference), TGate.Slope<TLanes, TVector>(update)));
                TLanes.Store(
                    dz + (2 * width) + u,
                    TLanes.Multiply(TLanes.Multiply(d, TLanes.Subtract(one, update)), Slopes<TLanes, TVector>.Tanh(g)));
            }

            gates += s.GateStride;
            dz += s.GateStride;
            before += s.HiddenStride;
            dh += width;
        }
    }

    private static void ResetBack<TGate>(float* gates, float* before, float* dReset, float* dz, Shape s)
        where TGate : struct, IGate
    {
        int width = s.PaddedHidden;
        for (int b = 0; b < s.B; b++)
        {
            for (int u = 0; u < width; u += TLanes.Count)
            {
                TVector d = TLanes.Multiply(TLanes.Load(dReset + u), TLanes.Load(before + u));
                TVector slope = TGate.Slope<TLanes, TVector>(TLanes.Load(gates + width + u));
                TLanes.Store(dz + width + u, TLanes.Multiply(d, slope));
            }

            gates += s.GateStride;
            dz += s.GateStride;
            before += s.HiddenStride;
            dReset += width;
        }
    }
}
