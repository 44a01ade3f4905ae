using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary><see cref="AdamRule"/> in vectors.</summary>
[Implements("adam")]
internal sealed unsafe class SimdAdam<TLanes, TVector>(AdamRule rule) : SimdOptimizer<TLanes, TVector>(rule)
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly AdamRule rule = rule;

    public static SimdOptimizer<TLanes, TVector> Create(UpdateRule rule) => new SimdAdam<TLanes, TVector>((AdamRule)rule);

    protected override void Apply(float clip, float* gradients, AlignedBuffer<float>[] slots, float* parameters, int count)
    {
        float* means = slots[0].Pointer;
        float* squares = slots[1].Pointer;
        TVector factor = TLanes.Broadcast(clip);
        TVector rate = TLanes.Broadcast(rule.Rate);
        TVector beta1 = TLanes.Broadcast(rule.Beta1);
        TVector oneMinusBeta1 = TLanes.Broadcast(rule.OneMinusBeta1);
        TVector beta2 = TLanes.Broadcast(rule.Beta2);
        TVector oneMinusBeta2 = TLanes.Broadcast(rule.OneMinusBeta2);
        TVector epsilon = TLanes.Broadcast(rule.Epsilon);
        for (int i = 0; i < count; i += TLanes.Count)
        {
            TVector g = TLanes.Multiply(TLanes.Load(gradients + i), factor);
            TVector m = TLanes.Fma(beta1, TLanes.Load(means + i), TLanes.Multiply(oneMinusBeta1, g));
            TVector v = TLanes.Fma(beta2, TLanes.Load(squares + i), TLanes.Multiply(oneMinusBeta2, TLanes.Multiply(g, g)));
            TVector step = TLanes.Divide(TLanes.Multiply(rate, m), TLanes.Add(TLanes.SquareRoot(v), epsilon));
            TLanes.Store(means + i, m);
            TLanes.Store(squares + i, v);
            TLanes.Store(parameters + i, TLanes.Subtract(TLanes.Load(parameters + i), step));
        }
    }
}
