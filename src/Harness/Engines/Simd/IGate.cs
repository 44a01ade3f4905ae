using System.Runtime.CompilerServices;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// The activation of gates as a type, so that the cells' loops are compiled separately for each. With a branch inside the loop, code for
/// both activations stays in it, and the JIT then keeps half of the loop's vectors in memory.
/// </summary>
internal interface IGate
{
    /// <summary>The gate's value.</summary>
    static abstract TVector Activate<TLanes, TVector>(TVector z)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged;

    /// <summary>The gate's derivative, computed from the gate's value.</summary>
    static abstract TVector Slope<TLanes, TVector>(TVector y)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged;
}

/// <summary>clip(0.2 x + 0.5, 0, 1).</summary>
internal struct HardGate : IGate
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TLanes, TVector>(TVector z)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged => VectorElementary<TLanes, TVector>.HardSigmoid(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope<TLanes, TVector>(TVector y)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector zero = TLanes.Broadcast(0f);
        return TLanes.IfGreater(y, zero, TLanes.IfGreater(TLanes.Broadcast(1f), y, TLanes.Broadcast(0.2f), zero), zero);
    }
}

/// <summary>1 / (1 + e^-x).</summary>
internal struct SmoothGate : IGate
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TLanes, TVector>(TVector z)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged => VectorElementary<TLanes, TVector>.Sigmoid(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope<TLanes, TVector>(TVector y)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged => TLanes.Multiply(y, TLanes.Subtract(TLanes.Broadcast(1f), y));
}
