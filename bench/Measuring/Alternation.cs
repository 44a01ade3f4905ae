namespace RnnMemory.Bench.Measuring;

/// <summary>Times contenders in turn, so that other load on the machine affects all of them.</summary>
internal static class Alternation
{
    /// <summary>Each contender's time of one call, in their order.</summary>
    public static IReadOnlyList<Spread> Measure(IReadOnlyList<Contender> contenders, Effort effort)
    {
        int[] calls = [.. contenders.Select(contender => CallsPerSample(contender, effort))];
        List<double>[] times = [.. contenders.Select(_ => new List<double>())];
        double[] spent = new double[contenders.Count];
        for (int round = 0; round < effort.Repeats; round++)
        {
            for (int i = 0; i < contenders.Count; i++)
            {
                if (round < effort.Least || spent[i] < effort.Limit.TotalMicroseconds)
                {
                    double time = contenders[i].Time(calls[i]);
                    spent[i] += time;
                    times[i].Add(time / calls[i]);
                }
            }
        }

        return [.. times.Select(Spread.Of)];
    }

    // The second half of the warm-up gives the estimate, because by then the code is nearly the code that will be timed.
    private static int CallsPerSample(Contender contender, Effort effort)
    {
        RunFor(contender, effort.WarmUp / 2);
        return (int)Math.Max(1, effort.Sample.TotalMicroseconds / RunFor(contender, effort.WarmUp / 2));
    }

    // The mean time of a call.
    private static double RunFor(Contender contender, TimeSpan limit)
    {
        double spent = 0;
        int done = 0;
        for (int calls = 1; spent < limit.TotalMicroseconds; calls = Math.Max(1, done / 4))
        {
            spent += contender.Time(calls);
            done += calls;
        }

        return spent / done;
    }
}
