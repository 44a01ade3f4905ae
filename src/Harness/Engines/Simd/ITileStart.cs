using System.Runtime.CompilerServices;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// Where the chains of a <see cref="LaneProduct{TLanes,TVector}"/> start: a type, so that the tiles are compiled separately for each.
/// </summary>
internal unsafe interface ITileStart
{
    /// <summary>The values from which one output's chains start.</summary>
    /// <param name="from">The output's values.</param>
    /// <param name="symbols">The lanes' symbols, as the bits of integers.</param>
    static abstract TVector Value<TLanes, TVector>(float* from, TVector symbols)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged;
}

/// <summary>From a value for each symbol, of no more symbols than lanes.</summary>
internal unsafe struct ValueOfSymbol : ITileStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(float* from, TVector symbols)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged => TLanes.LookUp(from, 1, symbols);
}

/// <summary>From a value for each lane.</summary>
internal unsafe struct ValueOfLane : ITileStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(float* from, TVector symbols)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged => TLanes.Load(from);
}

/// <summary>From one value for all lanes.</summary>
internal unsafe struct ValueOfAll : ITileStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(float* from, TVector symbols)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged => TLanes.Broadcast(*from);
}
