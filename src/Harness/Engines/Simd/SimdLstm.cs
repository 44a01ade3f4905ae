using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary><see cref="Scalar.ScalarLstm"/> in vectors.</summary>
[Implements("lstm")]
internal sealed unsafe class SimdLstm<TLanes, TVector> : SimdCell<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly AlignedBuffer<float> forward;
    private readonly AlignedBuffer<float> backward;

    // Activated gates i, f, g, o [T, B, 4, Hp]; c before each step and after the last [T + 1, B, Hp]; tanh(c) [T, B, Hp].
    private readonly AlignedBuffer<float> gates;
    private readonly AlignedBuffer<float> carry;
    private readonly AlignedBuffer<float> squashed;

    // Gradients with respect to h, and to c from the next step, [B, Hp].
    private readonly AlignedBuffer<float> hiddenGradient;
    private readonly AlignedBuffer<float> carryGradient;

    public SimdLstm(ModelSpec model, Shape shape, float* parameters)
        : base(model, shape, parameters)
    {
        forward = Packing<TLanes, TVector>.Buffer(shape.H, shape.Width / TLanes.Count);
        backward = Packing<TLanes, TVector>.Buffer(shape.Width, shape.PaddedHidden / TLanes.Count);
        gates = new AlignedBuffer<float>(shape.T * shape.B * shape.GateStride);
        carry = new AlignedBuffer<float>((shape.T + 1) * shape.B * shape.PaddedHidden);
        squashed = new AlignedBuffer<float>(shape.T * shape.B * shape.PaddedHidden);
        hiddenGradient = new AlignedBuffer<float>(shape.B * shape.PaddedHidden);
        carryGradient = new AlignedBuffer<float>(shape.B * shape.PaddedHidden);
    }

    public static SimdCell<TLanes, TVector> Create(ModelSpec model, Shape shape, float* parameters) =>
        new SimdLstm<TLanes, TVector>(model, shape, parameters);

    public override void Pack()
    {
        Packing<TLanes, TVector>.Pack(P + S.Recurrent, S.Width, S.H, S.Width / TLanes.Count, forward.Pointer);
        Packing<TLanes, TVector>.PackTransposed(P + S.Recurrent, S.Width, S.Width, S.PaddedHidden / TLanes.Count, backward.Pointer);
    }

    public override void Dispose()
    {
        forward.Dispose();
        backward.Dispose();
        gates.Dispose();
        carry.Dispose();
        squashed.Dispose();
        hiddenGradient.Dispose();
        carryGradient.Dispose();
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
        if (t > 0)
        {
            AddRecurrent(StateBefore(t), forward.Pointer, S.Width / TLanes.Count, z, stride);
        }

        nint at = (nint)t * S.B * S.PaddedHidden;
        float* before = carry.Pointer + at;
        float* after = before + (S.B * S.PaddedHidden);
        if (HardGates)
        {
            Activate<HardGate>(z, before, after, squashed.Pointer + at, StateBefore(t + 1), S);
        }
        else
        {
            Activate<SmoothGate>(z, before, after, squashed.Pointer + at, StateBefore(t + 1), S);
        }
    }

    protected override void StepBack(int t, int slot, float* hiddenGradient, int hiddenGradientRow)
    {
        float* dh = hiddenGradient;
        int dhRow = hiddenGradientRow;
        if (t + 1 < S.T)
        {
            dh = this.hiddenGradient.Pointer;
            dhRow = S.PaddedHidden;
            BackThroughRecurrent(PreGradient(slot + 1), backward.Pointer, 4, hiddenGradient, hiddenGradientRow, dh, dhRow);
        }
        else
        {
            carryGradient.Span.Clear();
        }

        nint at = (nint)t * S.B * S.PaddedHidden;
        float* z = PreActivation(t, out _);
        if (HardGates)
        {
            ActivateBack<HardGate>(z, carry.Pointer + at, squashed.Pointer + at, dh, dhRow, carryGradient.Pointer, PreGradient(slot), S);
        }
        else
        {
            ActivateBack<SmoothGate>(z, carry.Pointer + at, squashed.Pointer + at, dh, dhRow, carryGradient.Pointer, PreGradient(slot), S);
        }
    }

    protected override void RecurrentGradient(int t0, int t1, float* gradients) =>
        AddRecurrentGradient(t0, t1, StateBefore(0), 0, S.Width / TLanes.Count, gradients);

    private static void Activate<TGate>(float* z, float* before, float* after, float* squashed, float* h, Shape s)
        where TGate : struct, IGate
    {
        int width = s.PaddedHidden;
        float* g = z + (2 * width);
        for (int u = 0; u < width; u += TLanes.Count)
        {
            LaneTanh<TLanes, TVector>.Run(g + u, s.GateStride, g + u, s.GateStride, s.B);
        }

        ActivateGates<TGate>(z, before, after, s);
        LaneTanh<TLanes, TVector>.Run(after, TLanes.Count, squashed, TLanes.Count, s.B * width / TLanes.Count);
        float* o = z + (3 * width);
        for (int b = 0; b < s.B; b++, o += s.GateStride, h += s.HiddenStride, squashed += width)
        {
            for (int u = 0; u < width; u += TLanes.Count)
            {
                TLanes.Store(h + u, TLanes.Multiply(TLanes.Load(o + u), TLanes.Load(squashed + u)));
            }
        }
    }

    private static void ActivateGates<TGate>(float* z, float* before, float* after, Shape s)
        where TGate : struct, IGate
    {
        int width = s.PaddedHidden;
        for (int b = 0; b < s.B; b++, z += s.GateStride, before += width, after += width)
        {
            for (int u = 0; u < width; u += TLanes.Count)
            {
                TVector i = TGate.Activate<TLanes, TVector>(TLanes.Load(z + u));
                TVector f = TGate.Activate<TLanes, TVector>(TLanes.Load(z + width + u));
                TVector o = TGate.Activate<TLanes, TVector>(TLanes.Load(z + (3 * width) + u));
                TLanes.Store(z + u, i);
                TLanes.Store(z + width + u, f);
                TLanes.Store(z + (3 * width) + u, o);
                TVector fresh = TLanes.Multiply(i, TLanes.Load(z + (2 * width) + u));
                TLanes.Store(after + u, TLanes.Fma(f, TLanes.Load(before + u), fresh));
            }
        }
    }

    private static void ActivateBack<TGate>(
        float* gates, float* before, float* squashed, float* dh, int dhRow, float* dc, float* dz, Shape s)
        where TGate : struct, IGate
    {
        int width = s.PaddedHidden;
        for (int b = 0; b < s.B; b++)
        {
            for (int u = 0; u < width; u += TLanes.Count)
            {
                TVector i = TLanes.Load(gates + u);
                TVector f = TLanes.Load(gates + width + u);
                TVector g = TLanes.Load(gates + (2 * width) + u);
                TVector o = TLanes.Load(gates + (3 * width) + u);
                TVector q = TLanes.Load(squashed + u);
                TVector d = TLanes.Load(dh + u);
                TVector c = TLanes.Fma(TLanes.Multiply(d, o), Slopes<TLanes, TVector>.Tanh(q), TLanes.Load(dc + u));
                TLanes.Store(dz + u, TLanes.Multiply(TLanes.Multiply(c, g), TGate.Slope<TLanes, TVector>(i)));
                TLanes.Store(
                    dz + width + u,
                    TLanes.Multiply(TLanes.Multiply(c, TLanes.Load(before + u)), TGate.Slope<TLanes, TVector>(f)));
                TLanes.Store(dz + (2 * width) + u, TLanes.Multiply(TLanes.Multiply(c, i), Slopes<TLanes, TVector>.Tanh(g)));
                TLanes.Store(dz + (3 * width) + u, TLanes.Multiply(TLanes.Multiply(d, q), TGate.Slope<TLanes, TVector>(o)));
                TLanes.Store(dc + u, TLanes.Multiply(c, f));
            }

            gates += s.GateStride;
            dz += s.GateStride;
            dh += dhRow;
            before += width;
            squashed += width;
            dc += width;
        }
    }
}
