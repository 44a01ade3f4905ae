using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace RnnMemory.Paper.Statistics;

/// <summary>An estimate whose error, divided by the standard error, follows Student's t distribution.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard error, at least 0.</param>
/// <param name="Freedom">Degrees of freedom, above 0; fractional after Welch.</param>
public readonly record struct StudentEstimate(double Value, double StandardError, double Freedom)
{
    // The root search behind a quantile takes about 20 µs, and few of them are ever asked for.
    private static readonly ConcurrentDictionary<(double Probability, double Freedom), double> Quantiles = new();

    /// <summary>The estimate in standard errors; infinite without any error, and 0 where both are 0.</summary>
    public double T => Value == 0 ? 0 : Value / StandardError;

    /// <summary>The two-sided p-value of "the estimated quantity is 0".</summary>
    public double TwoSided => Math.Min(1, 2 * Tail(Math.Abs(T)));

    /// <summary>The p-value of "it is 0 or below"; small where the estimate lies well above 0.</summary>
    public double Greater => T >= 0 ? Tail(T) : 1 - Tail(-T);

    /// <summary>The p-value of "it is 0 or above"; small where the estimate lies well below 0.</summary>
    public double Less => T <= 0 ? Tail(-T) : 1 - Tail(T);

    /// <summary>The mean of a sample, less a value that it is compared with.</summary>
    /// <param name="sample">At least two values.</param>
    /// <param name="against">What the mean is compared with.</param>
    /// <exception cref="ArgumentException">There are fewer than two values.</exception>
    public static StudentEstimate OfMean(IReadOnlyList<double> sample, double against = 0)
    {
        RequireTwo(sample);
        return new(sample.Mean() - against, Math.Sqrt(sample.Variance() / sample.Count), sample.Count - 1);
    }

    /// <summary>
    /// The mean of the first sample less the mean of the second, whose variances need not be the same: degrees of freedom after Welch.
    /// </summary>
    /// <exception cref="ArgumentException">One of them has fewer than two values.</exception>
    public static StudentEstimate OfDifference(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        RequireTwo(first);
        RequireTwo(second);
        double a = first.Variance() / first.Count;
        double b = second.Variance() / second.Count;
        double freedom = a + b == 0
            ? first.Count + second.Count - 2
            : (a + b) * (a + b) / ((a * a / (first.Count - 1)) + (b * b / (second.Count - 1)));
        return new(first.Mean() - second.Mean(), Math.Sqrt(a + b), freedom);
    }

    /// <summary>t(p): a variable with this distribution is below it with probability p.</summary>
    /// <param name="probability">Strictly between 0 and 1.</param>
    /// <param name="freedom">Degrees of freedom, above 0.</param>
    public static double Quantile(double probability, double freedom) => Quantiles.GetOrAdd(
        (probability, freedom), key => StudentT.InvCDF(0, 1, key.Freedom, key.Probability));

    /// <summary>The two-sided confidence interval, e.g. Value ± t(0.975) StandardError for 0.95.</summary>
    public Interval Interval(double confidence)
    {
        double half = Quantile((1 + confidence) / 2, Freedom) * StandardError;
        return new(Value - half, Value + half);
    }

    // The lower tail of -t, which keeps its digits however small it is.
    private double Tail(double t) => StudentT.CDF(0, 1, Freedom, -t);

    private static void RequireTwo(IReadOnlyList<double> sample)
    {
        if (sample.Count < 2)
        {
            throw new ArgumentException("A spread takes at least two values.", nameof(sample));
        }
    }
}
