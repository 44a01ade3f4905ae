using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary><see cref="Scalar.ScalarRecurrent"/> in vectors. Pre-activations are computed in place of the hidden states.</summary>
internal abstract unsafe class SimdRecurrent<TLanes, TVector> : SimdCell<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly AlignedBuffer<float> forward;
    private readonly AlignedBuffer<float> backward;

    protected SimdRecurrent(ModelSpec model, Shape shape, float* parameters)
        : base(model, shape, parameters)
    {
        forward = Packing<TLanes, TVector>.Buffer(shape.H, Vectors);
        backward = Packing<TLanes, TVector>.Buffer(shape.PaddedHidden, Vectors);
    }

    protected int Vectors => S.PaddedHidden / TLanes.Count;

    /// <summary>The recurrent kernel for the forward pass.</summary>
    protected float* ForwardKernel => forward.Pointer;

    public override void Dispose()
    {
        forward.Dispose();
        backward.Dispose();
        base.Dispose();
    }

    /// <summary>dz = dh · (the activation's slope at h) for a step's rows; those of dh are <paramref name="dhRow"/> apart.</summary>
    protected abstract void BackThroughActivation(float* h, float* dh, nint dhRow, float* dz);

    protected void PackForward() =>
        Packing<TLanes, TVector>.Pack(P + S.Recurrent, S.Width, S.H, Vectors, forward.Pointer);

    /// <summary>
    /// Packs the part of a recurrent kernel, rows <see cref="Shape.Width"/> apart, that connects the units of the backward pass.
    /// </summary>
    protected void PackBackward(float* kernel) =>
        Packing<TLanes, TVector>.PackTransposed(kernel, S.Width, PaddedUnits, PaddedUnits / TLanes.Count, backward.Pointer);

    protected override float* PreActivation(int t, out int stride)
    {
        stride = S.HiddenStride;
        return StateBefore(t + 1);
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

        BackThroughActivation(StateBefore(t + 1), dh, dhRow, dz);
    }

    protected override void RecurrentGradient(int t0, int t1, float* gradients) =>
        AddRecurrentGradient(t0, t1, StateBefore(0), 0, PaddedUnits / TLanes.Count, gradients);
}
