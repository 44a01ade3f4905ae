using MathNet.Numerics;
using MathNet.Numerics.Statistics;
using RnnMemory.Streams;

namespace RnnMemory.Paper.Statistics;

/// <summary>Spearman's rank correlation with a permutation test; equal values share their mean rank.</summary>
public static class RankCorrelation
{
    /// <summary>
    /// Compares the correlation with what it is after the second values were put in another order: all orders if these are at most
    /// <see cref="PermutationResult.MostCounted"/> (up to eight pairs), otherwise 100,000 random ones.
    /// </summary>
    /// <param name="first">At least three values, not all equal.</param>
    /// <param name="second">As many values, not all equal: the partner of each.</param>
    /// <param name="alternative">What a small p-value speaks for.</param>
    /// <param name="stream">The random orders; not used if all are counted.</param>
    /// <exception cref="ArgumentException">The two differ in length, are shorter than three, or one has no two values that differ.</exception>
    public static PermutationResult Spearman(
        IReadOnlyList<double> first, IReadOnlyList<double> second, Alternative alternative, RandomStream stream)
    {
        if (first.Count != second.Count || first.Count < 3 || first.Distinct().Count() == 1 || second.Distinct().Count() == 1)
        {
            throw new ArgumentException("A rank correlation takes at least three pairs, with values that are not all equal.");
        }

        // Sorted pairs, so that the random orders do not depend on the order in which pairs were given.
        (double First, double Second)[] pairs = [.. first.Zip(second).Order()];
        double[] a = Ranks([.. pairs.Select(pair => pair.First)]);
        double[] b = Ranks([.. pairs.Select(pair => pair.Second)]);
        double middle = (a.Length + 1) / 2.0;
        double product = Math.Sqrt(a.Sum(rank => (rank - middle) * (rank - middle)) * b.Sum(rank => (rank - middle) * (rank - middle)));
        double Correlation(double[] other)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                sum += (a[i] - middle) * (other[i] - middle);
            }

            return sum / product;
        }

        ExtremeCount count = new(MathNet.Numerics.Statistics.Correlation.Spearman(first, second), alternative, size: 1);
        if (Combinatorics.Permutations(a.Length) <= PermutationResult.MostCounted)
        {
            ForEachOrder(b, 0, order => count.Add(Correlation(order)));
            return count.OfAll();
        }

        WordSequence words = stream.At(0);
        for (int draw = 0; draw < PermutationResult.Draws; draw++)
        {
            Shuffle(b, ref words);
            count.Add(Correlation(b));
        }

        return count.OfDraws();
    }

    private static double[] Ranks(double[] values) => ArrayStatistics.RanksInplace(values, RankDefinition.Average);

    private static void ForEachOrder(double[] values, int fixedValues, Action<double[]> use)
    {
        if (fixedValues == values.Length)
        {
            use(values);
            return;
        }

        for (int at = fixedValues; at < values.Length; at++)
        {
            (values[fixedValues], values[at]) = (values[at], values[fixedValues]);
            ForEachOrder(values, fixedValues + 1, use);
            (values[fixedValues], values[at]) = (values[at], values[fixedValues]);
        }
    }

    private static void Shuffle(double[] values, ref WordSequence words)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = words.NextBelow(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
