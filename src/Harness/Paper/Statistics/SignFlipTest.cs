using System.Runtime.CompilerServices;
using RnnMemory.Streams;

namespace RnnMemory.Paper.Statistics;

/// <summary>The permutation test of paired differences: under the hypothesis each could as well have the other sign.</summary>
public static class SignFlipTest
{
    /// <summary>
    /// Compares the mean difference with what it is under other signs: all 2ⁿ if these are at most
    /// <see cref="PermutationResult.MostCounted"/>, otherwise 100,000 random ones.
    /// </summary>
    /// <param name="differences">First less second of each pair, at least one. Their order does not matter.</param>
    /// <param name="alternative">What a small p-value speaks for.</param>
    /// <param name="stream">The random signs; not used if all are counted.</param>
    /// <exception cref="ArgumentException">There is no difference.</exception>
    public static PermutationResult OfMean(IReadOnlyList<double> differences, Alternative alternative, RandomStream stream)
    {
        if (differences.Count == 0)
        {
            throw new ArgumentException("A mean takes at least one difference.", nameof(differences));
        }

        double[] values = [.. differences.Order()];
        ExtremeCount count = new(values.Sum() / values.Length, alternative, values.Sum(Math.Abs));
        if (Math.Pow(2, values.Length) <= PermutationResult.MostCounted)
        {
            for (uint signs = 0; signs < 1u << values.Length; signs++)
            {
                count.Add(Mean(values, signs));
            }

            return count.OfAll();
        }

        WordSequence words = stream.At(0);
        for (int draw = 0; draw < PermutationResult.Draws; draw++)
        {
            count.Add(Mean(values, ref words));
        }

        return count.OfDraws();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Mean(double[] values, uint signs)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += (signs >> i & 1) == 0 ? values[i] : -values[i];
        }

        return sum / values.Length;
    }

    // A word has the signs of 32 differences.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Mean(double[] values, ref WordSequence words)
    {
        double sum = 0;
        uint signs = 0;
        for (int i = 0; i < values.Length; i++)
        {
            signs = i % 32 == 0 ? words.Next() : signs >> 1;
            sum += (signs & 1) == 0 ? values[i] : -values[i];
        }

        return sum / values.Length;
    }
}
