using System.Runtime.CompilerServices;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>Derivatives of activations, computed from the activations' values.</summary>
internal static class Slopes<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>1 − y², rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector y) =>
        TLanes.Fma(TLanes.Multiply(y, TLanes.Broadcast(-1f)), y, TLanes.Broadcast(1f));
}
