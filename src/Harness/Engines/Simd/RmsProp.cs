using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>The optimiser's update over all parameters: see <see cref="RmsPropConstants"/>.</summary>
internal static unsafe class RmsProp<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    public static void Update(RmsPropConstants constants, float clip, float* gradients, float* accumulators, float* parameters, int count)
    {
        TVector factor = TLanes.Broadcast(clip);
        TVector rate = TLanes.Broadcast(constants.LearningRate);
        TVector rho = TLanes.Broadcast(constants.Rho);
        TVector oneMinusRho = TLanes.Broadcast(constants.OneMinusRho);
        TVector epsilon = TLanes.Broadcast(constants.Epsilon);
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
