namespace RnnMemory.Reports;

/// <summary>An axis from Min to Max with a tick at every multiple of Step, a 1-2-5 number.</summary>
internal sealed record NiceScale(double Min, double Max, IReadOnlyList<double> Ticks, int Decimals)
{
    /// <summary>An axis that covers low..high with about that many ticks; both ends are ticks.</summary>
    public static NiceScale Covering(double low, double high, int ticks)
    {
        if (!(high > low))
        {
            (low, high) = (low - 0.5, low + 0.5);
        }

        (int digit, int exponent) = NiceStep((high - low) / ticks);
        long first = (long)Math.Floor(Multiples(low) + 1e-9);
        long last = (long)Math.Ceiling(Multiples(high) - 1e-9);
        double[] positions = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(tick => Position(first + tick))];
        return new NiceScale(positions[0], positions[^1], positions, Math.Max(0, -exponent));

        // Dividing by a power of ten that is exact keeps 0.7 at 0.7 instead of 0.7000000000000001.
        double Multiples(double value) => exponent < 0 ? value * Power(-exponent) / digit : value / Power(exponent) / digit;
        double Position(long k) => exponent < 0 ? k * (double)digit / Power(-exponent) : k * (double)digit * Power(exponent);
    }

    private static (int Digit, int Exponent) NiceStep(double rough)
    {
        int exponent = (int)Math.Floor(Math.Log10(rough));
        double mantissa = rough / Math.Pow(10, exponent);
        return mantissa switch
        {
            <= 1.0001 => (1, exponent),
            <= 2.0001 => (2, exponent),
            <= 5.0001 => (5, exponent),
            _ => (1, exponent + 1),
        };
    }

    private static double Power(int exponent) => Math.Pow(10, exponent);
}
