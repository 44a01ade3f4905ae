using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnMemory.Numerics;

namespace RnnMemory.Bench.Measuring;

/// <summary>The speed at which one core reads memory that it has just read; it gives the slanted roofs of a roofline.</summary>
internal static unsafe class Bandwidth
{
    private const int Streams = 8;

    /// <summary>Bytes per microsecond, the best of some passes over a buffer of that many bytes.</summary>
    public static double BytesPerMicrosecond(int bytes)
    {
        using AlignedBuffer<float> buffer = new(bytes / sizeof(float));
        int passes = Math.Max(1, (16 << 20) / bytes);
        double best = 0;
        for (int i = 0; i < 20; i++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int pass = 0; pass < passes; pass++)
            {
                Read(buffer.Pointer, buffer.Length);
            }

            best = Math.Max(best, (double)passes * bytes / Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Read(float* source, int length)
    {
        Vector512<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        int lanes = Vector512<float>.Count;
        for (int i = 0; i + (Streams * lanes) <= length; i += Streams * lanes)
        {
            a += Vector512.Load(source + i);
            b += Vector512.Load(source + i + lanes);
            c += Vector512.Load(source + i + (2 * lanes));
            d += Vector512.Load(source + i + (3 * lanes));
            e += Vector512.Load(source + i + (4 * lanes));
            f += Vector512.Load(source + i + (5 * lanes));
            g += Vector512.Load(source + i + (6 * lanes));
            h += Vector512.Load(source + i + (7 * lanes));
        }

        return (a + b + c + d + e + f + g + h)[0];
    }
}
