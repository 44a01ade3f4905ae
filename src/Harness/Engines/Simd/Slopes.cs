using System.Runtime.CompilerServices;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>Gate activations, and the derivatives of activations from their values.</summary>
internal static class Slopes<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Gate(TVector z, bool hard) =>
        hard ? VectorElementary<TLanes, TVector>.HardSigmoid(z) : VectorElementary<TLanes, TVector>.Sigmoid(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector GateSlope(TVector y, bool hard)
    {
        TVector zero = TLanes.Broadcast(0f);
        TVector one = TLanes.Broadcast(1f);
        return hard
            ? TLanes.IfGreater(y, zero, TLanes.IfGreater(one, y, TLanes.Broadcast(0.2f), zero), zero)
            : TLanes.Multiply(y, TLanes.Subtract(one, y));
    }

    /// <summary>1 − y², rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector y) =>
        TLanes.Fma(TLanes.Multiply(y, TLanes.Broadcast(-1f)), y, TLanes.Broadcast(1f));
}
