using System.Diagnostics;

namespace RnnMemory.Bench;

/// <summary>Times of one call, in microseconds.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    public static Spread Of(IEnumerable<double> times)
    {
        double[] sorted = [.. times.Order()];
        return new Spread((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }
}

/// <summary>Times two actions in turn, so that whatever else the machine does falls on both.</summary>
internal static class Alternation
{
    // Long enough for the JIT's background tiers (a method is recompiled after 30 calls and 100 ms of quiet).
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(20);

    /// <summary>Both actions' times over that many samples each; an action gets the number of the call, from 0.</summary>
    public static (Spread First, Spread Second) Measure(Action<int> first, Action<int> second, int repeats)
    {
        (int firstCalls, int secondCalls) = (CallsPerSample(first), CallsPerSample(second));
        (double[] firstTimes, double[] secondTimes) = (new double[repeats], new double[repeats]);
        for (int i = 0; i < repeats; i++)
        {
            firstTimes[i] = Time(first, firstCalls);
            secondTimes[i] = Time(second, secondCalls);
        }

        return (Spread.Of(firstTimes), Spread.Of(secondTimes));
    }

    // The second half of the warm-up gives the estimate, when the code is (nearly) what will be timed.
    private static int CallsPerSample(Action<int> action)
    {
        RunFor(action, WarmUp / 2);
        int calls = RunFor(action, WarmUp / 2);
        return (int)Math.Max(1, calls * (Sample / (WarmUp / 2)));
    }

    private static int RunFor(Action<int> action, TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            action(calls++);
        }

        return calls;
    }

    private static double Time(Action<int> action, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            action(i);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
    }
}
