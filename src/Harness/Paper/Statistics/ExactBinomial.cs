using MathNet.Numerics.Distributions;

namespace RnnMemory.Paper.Statistics;

/// <summary>Intervals of a share of independent trials.</summary>
public static class ExactBinomial
{
    /// <summary>The exact two-sided interval of Clopper and Pearson.</summary>
    /// <param name="successes">Trials that count.</param>
    /// <param name="trials">All trials, at least one.</param>
    /// <param name="confidence">E.g. 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no trial, or successes are not from 0 to all trials.</exception>
    public static Interval Interval(int successes, int trials, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        double tail = (1 - confidence) / 2;
        return new(
            successes == 0 ? 0 : Beta.InvCDF(successes, trials - successes + 1, tail),
            successes == trials ? 1 : Beta.InvCDF(successes + 1, trials - successes, 1 - tail));
    }
}
