using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>tanh of many vectors in place.</summary>
internal static unsafe class LaneTanh<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Replaces each of <paramref name="size"/> values, an even number of vectors, by its tanh.</summary>
    public static void Run(float* values, int size)
    {
        // Two vectors at a time share the loads of the polynomial's constants.
        for (float* end = values + size; values < end; values += 2 * TLanes.Count)
        {
            TVector a = VectorElementary<TLanes, TVector>.Tanh(TLanes.Load(values));
            TVector b = VectorElementary<TLanes, TVector>.Tanh(TLanes.Load(values + TLanes.Count));
            TLanes.Store(values, a);
            TLanes.Store(values + TLanes.Count, b);
        }
    }
}
