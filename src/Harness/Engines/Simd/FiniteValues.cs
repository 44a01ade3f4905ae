using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// Tests whether values are finite. If all factors are finite, products with zeros can be left out; otherwise they cannot, since 0·∞ is
/// NaN.
/// </summary>
internal static unsafe class FiniteValues<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Whether all values are finite; <paramref name="count"/> is a multiple of the vector's length.</summary>
    public static bool All(float* values, int count)
    {
        // 0·x is NaN where x is not finite. Four independent sums; a single one would stall on its own latency.
        TVector zero = TLanes.Broadcast(0f);
        TVector s0 = zero;
        TVector s1 = zero;
        TVector s2 = zero;
        TVector s3 = zero;
        int i = 0;
        for (; i + (4 * TLanes.Count) <= count; i += 4 * TLanes.Count)
        {
            s0 = TLanes.Fma(TLanes.Load(values + i), zero, s0);
            s1 = TLanes.Fma(TLanes.Load(values + i + TLanes.Count), zero, s1);
            s2 = TLanes.Fma(TLanes.Load(values + i + (2 * TLanes.Count)), zero, s2);
            s3 = TLanes.Fma(TLanes.Load(values + i + (3 * TLanes.Count)), zero, s3);
        }

        for (; i < count; i += TLanes.Count)
        {
            s0 = TLanes.Fma(TLanes.Load(values + i), zero, s0);
        }

        TVector sum = TLanes.Add(TLanes.Add(s0, s1), TLanes.Add(s2, s3));
        int* list = stackalloc int[TLanes.Count];
        return TLanes.ListNonZero(sum, 0, list) == 0;
    }
}
