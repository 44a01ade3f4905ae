using System.Runtime.CompilerServices;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>tanh of many vectors.</summary>
internal static unsafe class LaneTanh<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    // Vectors that go through a part together; what they leave to the next part fits the first-level cache.
    private const int Together = 16;

    /// <summary>Replaces each of <paramref name="size"/> values, whole vectors, by its tanh.</summary>
    public static void Run(float* values, int size) => Run(values, TLanes.Count, values, TLanes.Count, size / TLanes.Count);

    /// <summary>The tanh of <paramref name="count"/> vectors, of which each may lie in the place of its source.</summary>
    public static void Run(float* source, nint sourceStep, float* target, nint targetStep, int count)
    {
        for (; count > 0; count -= Together, source += Together * sourceStep, target += Together * targetStep)
        {
            RunTogether(source, sourceStep, target, targetStep, Math.Min(count, Together));
        }
    }

    // Part by part: all of tanh is a chain of a hundred cycles, and a processor that waits for a few of them cannot look beyond.
    [SkipLocalsInit]
    private static void RunTogether(float* source, nint sourceStep, float* target, nint targetStep, int count)
    {
        float* room = stackalloc float[((2 * Together) + 1) * TLanes.Count];
        nuint vectorBytes = (nuint)(TLanes.Count * sizeof(float));
        float* r = (float*)(((nuint)room + vectorBytes - 1) / vectorBytes * vectorBytes);
        float* n = r + (Together * TLanes.Count);
        for (int i = 0; i < count; i++)
        {
            TVector x = TLanes.Load(source + (i * sourceStep));
            TLanes.Store(r + (i * TLanes.Count), VectorElementary<TLanes, TVector>.ReduceTanh(x, out TVector ni));
            TLanes.Store(n + (i * TLanes.Count), ni);
        }

        for (int i = 0; i < count; i++)
        {
            TVector ri = TLanes.Load(r + (i * TLanes.Count));
            TVector expm1 = VectorElementary<TLanes, TVector>.TanhExpm1(ri, TLanes.Load(n + (i * TLanes.Count)));
            TLanes.Store(r + (i * TLanes.Count), expm1);
        }

        for (int i = 0; i < count; i++)
        {
            TVector x = TLanes.Load(source + (i * sourceStep));
            TLanes.Store(target + (i * targetStep), VectorElementary<TLanes, TVector>.EndTanh(TLanes.Load(r + (i * TLanes.Count)), x));
        }
    }
}
