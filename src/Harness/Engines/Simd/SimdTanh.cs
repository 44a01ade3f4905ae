using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>The plain network with tanh, Keras's SimpleRNN.</summary>
[Implements("tanh")]
internal sealed unsafe class SimdTanh<TLanes, TVector> : SimdRecurrent<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    public SimdTanh(ModelSpec model, Shape shape, float* parameters)
        : base(model, shape, parameters)
    {
    }

    public static SimdCell<TLanes, TVector> Create(ModelSpec model, Shape shape, float* parameters) =>
        new SimdTanh<TLanes, TVector>(model, shape, parameters);

    public override void Pack()
    {
        PackForward();
        PackBackward(P + S.Recurrent);
    }

    protected override void Step(int t)
    {
        float* h = StateBefore(t + 1);
        if (t > 0)
        {
            AddRecurrent(StateBefore(t), ForwardKernel, Vectors, h, S.HiddenStride);
        }

        for (int u = 0; u < S.PaddedHidden; u += TLanes.Count)
        {
            LaneTanh<TLanes, TVector>.Run(h + u, S.HiddenStride, h + u, S.HiddenStride, S.B);
        }
    }

    protected override void BackThroughActivation(float* h, float* dh, nint dhRow, float* dz)
    {
        for (int b = 0; b < S.B; b++, h += S.HiddenStride, dh += dhRow, dz += S.GateStride)
        {
            for (int u = 0; u < PaddedUnits; u += TLanes.Count)
            {
                TVector slope = Slopes<TLanes, TVector>.Tanh(TLanes.Load(h + u));
                TLanes.Store(dz + u, TLanes.Multiply(TLanes.Load(dh + u), slope));
            }
        }
    }
}
