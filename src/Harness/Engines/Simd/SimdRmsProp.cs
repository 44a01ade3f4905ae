using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary><see cref="RmsPropRule"/> in vectors.</summary>
[Implements("rmsprop")]
internal sealed unsafe class SimdRmsProp<TLanes, TVector>(RmsPropRule rule) : SimdOptimizer<TLanes, TVector>(rule)
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly RmsPropRule rule = rule;

    public static SimdOptimizer<TLanes, TVector> Create(UpdateRule rule) => new SimdRmsProp<TLanes, TVector>((RmsPropRule)rule);

    protected override void Apply(float clip, float* gradients, AlignedBuffer<float>[] slots, float* parameters, int count)
    {
        float* accumulators = slots[0].Pointer;
        TVector factor = TLanes.Broadcast(clip);
        TVector rate = TLanes.Broadcast(rule.LearningRate);
        TVector rho = TLanes.Broadcast(rule.Rho);
        TVector oneMinusRho = TLanes.Broadcast(rule.OneMinusRho);
        TVector epsilon = TLanes.Broadcast(rule.Epsilon);
        for (int i = 0; i < count; i += TLanes.Count)
        {
            TVector g = TLanes.Multiply(TLanes.Load(gradients + i), factor);
            TVector a = TLanes.Fma(rho, TLanes.Load(accumulators + i), TLanes.Multiply(oneMinusRho, TLanes.Multiply(g, g)));
            TVector step = TLanes.Divide(TLanes.Multiply(rate, g), TLanes.Add(TLanes.SquareRoot(a), epsilon));
            TLanes.Store(accumulators + i, a);
            TLanes.Store(parameters + i, TLanes.Subtract(TLanes.Load(parameters + i), step));
        }
    }
}
