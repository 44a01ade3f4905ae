using System.Diagnostics;

namespace RnnMemory.Bench.Measuring;

/// <summary>One of the programs that are timed in turn.</summary>
/// <param name="Name">E.g. "simd".</param>
/// <param name="Time">Makes the given number of calls and returns their total time in microseconds.</param>
internal sealed record Contender(string Name, Func<int, double> Time)
{
    /// <summary>An action in this process; it gets the number of the call, from 0. The preparation is not timed.</summary>
    public static Contender Of(string name, Action<int> call, Action? prepare = null) => new(name, calls =>
    {
        prepare?.Invoke();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            call(i);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    });
}
