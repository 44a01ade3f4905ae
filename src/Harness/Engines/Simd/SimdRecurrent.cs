using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary><see cref="Scalar.ScalarRecurrent"/> with tanh, in vectors. Pre-activations are computed where the hidden states then stay.</summary>
internal sealed unsafe class SimdRecurrent<TLanes, TVector> : SimdCell<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly AlignedBuffer<float> forward;
    private readonly AlignedBuffer<float> backward;

    public SimdRecurrent(ModelSpec model, Shape shape, float* parameters)
        : base(model, shape, parameters)
    {
        forward = Packing<TLanes, TVector>.Buffer(shape.H, Vectors);
        backward = Packing<TLanes, TVector>.Buffer(shape.PaddedHidden, Vectors);
    }

    private int Vectors => S.PaddedHidden / TLanes.Count;

    public override void Pack()
    {
        Packing<TLanes, TVector>.Pack(P + S.Recurrent, S.Width, S.H, Vectors, forward.Pointer);
        Packing<TLanes, TVector>.PackTransposed(P + S.Recurrent, S.Width, S.PaddedHidden, Vectors, backward.Pointer);
    }

    public override void Dispose()
    {
        forward.Dispose();
        backward.Dispose();
        base.Dispose();
    }

    protected override float* PreActivation(int t, out int stride)
    {
        stride = S.HiddenStride;
        return StateBefore(t + 1);
    }

    protected override void Step(int t)
    {
        float* h = StateBefore(t + 1);
        if (t > 0)
        {
            AddRecurrent(StateBefore(t), forward.Pointer, Vectors, h, S.HiddenStride);
        }

        Tanh(h, S.HiddenStride, S.B, S.PaddedHidden);
    }

    protected override void StepBack(int t, int slot, float* hiddenGradient, int hiddenGradientRow)
    {
        float* dz = PreGradient(slot);
        float* dh = hiddenGradient;
        int dhRow = hiddenGradientRow;
        if (t + 1 < S.T)
        {
            BackThroughRecurrent(PreGradient(slot + 1), backward.Pointer, 1, hiddenGradient, hiddenGradientRow, dz, S.GateStride);
            dh = dz;
            dhRow = S.GateStride;
        }

        float* h = StateBefore(t + 1);
        for (int b = 0; b < S.B; b++)
        {
            TanhBack(h + ((nint)b * S.HiddenStride), dh + ((nint)b * dhRow), dz + ((nint)b * S.GateStride), S.PaddedHidden);
        }
    }

    protected override void RecurrentGradient(int t0, int t1, float* gradients) =>
        AddRecurrentGradient(t0, t1, StateBefore(0), 0, Vectors, gradients);

    private static void Tanh(float* h, nint stride, int rows, int width)
    {
        for (int b = 0; b < rows; b++, h += stride)
        {
            for (int u = 0; u < width; u += TLanes.Count)
            {
                TLanes.Store(h + u, VectorElementary<TLanes, TVector>.Tanh(TLanes.Load(h + u)));
            }
        }
    }

    private static void TanhBack(float* h, float* dh, float* dz, int width)
    {
        for (int u = 0; u < width; u += TLanes.Count)
        {
            TVector slope = Slopes<TLanes, TVector>.Tanh(TLanes.Load(h + u));
            TLanes.Store(dz + u, TLanes.Multiply(TLanes.Load(dh + u), slope));
        }
    }
}
