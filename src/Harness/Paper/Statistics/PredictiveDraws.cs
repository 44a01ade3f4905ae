using System.Runtime.CompilerServices;
using MathNet.Numerics.Statistics;
using RnnMemory.Numerics;
using RnnMemory.Streams;

namespace RnnMemory.Paper.Statistics;

/// <summary>Random draws of what a further run could give, and what is asked of them.</summary>
/// <remarks>The loops are compiled optimised at once, as in <see cref="PermutationTest"/>.</remarks>
public static class PredictiveDraws
{
    /// <summary>
    /// So many t variates: each a normal deviate divided by the root of the mean square of as many others as there are degrees of
    /// freedom: <see cref="NormalDeviate"/>, sums, a quotient and a square root, hence the same bits on every machine.
    /// </summary>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    /// <param name="count">Number of draws.</param>
    /// <param name="stream">The random words.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] StudentVariates(int freedom, int count, RandomStream stream)
    {
        WordSequence words = stream.At(0);
        double[] draws = new double[count];
        for (int draw = 0; draw < count; draw++)
        {
            double normal = NormalDeviate.Next(ref words);
            double squares = 0;
            for (int i = 0; i < freedom; i++)
            {
                double other = NormalDeviate.Next(ref words);
                squares += other * other;
            }

            draws[draw] = normal / Math.Sqrt(squares / freedom);
        }

        return draws;
    }

    /// <summary>Draws of an estimate: m + se t for each t variate.</summary>
    /// <param name="estimate">m and se.</param>
    /// <param name="variates">Variates with the estimate's degrees of freedom.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] OfStudent(StudentEstimate estimate, double[] variates)
    {
        (double value, double error) = (estimate.Value, estimate.StandardError);
        double[] draws = new double[variates.Length];
        for (int draw = 0; draw < draws.Length; draw++)
        {
            draws[draw] = value + (error * variates[draw]);
        }

        return draws;
    }

    /// <summary>Draws from recorded values, each with the same chance.</summary>
    /// <param name="values">At least one. Their order does not matter.</param>
    /// <param name="count">Number of draws.</param>
    /// <param name="stream">The random words.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] OfRecorded(IReadOnlyList<double> values, int count, RandomStream stream)
    {
        double[] sorted = [.. values.Order()];
        WordSequence words = stream.At(0);
        double[] draws = new double[count];
        for (int draw = 0; draw < count; draw++)
        {
            draws[draw] = sorted[words.NextBelow(sorted.Length)];
        }

        return draws;
    }

    /// <summary>
    /// The p-value of "what is drawn lies in that interval": twice the smaller of two shares, of draws from the lower end upwards and of
    /// draws up to the upper end, at most 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double TwoSided(double[] draws, Interval interval)
    {
        (double low, double high) = (interval.Low, interval.High);
        (int upwards, int downwards) = (0, 0);
        foreach (double draw in draws)
        {
            upwards += draw >= low ? 1 : 0;
            downwards += draw <= high ? 1 : 0;
        }

        return Math.Min(1, 2.0 * Math.Min(upwards, downwards) / draws.Length);
    }

    /// <summary>The central part of the draws, e.g. from their 0.05 quantile to their 0.95 quantile for 0.9.</summary>
    /// <param name="sorted">Draws in ascending order.</param>
    /// <param name="share">The share of draws inside.</param>
    public static Interval Central(double[] sorted, double share) => new(
        SortedArrayStatistics.Quantile(sorted, (1 - share) / 2),
        SortedArrayStatistics.Quantile(sorted, (1 + share) / 2));
}
