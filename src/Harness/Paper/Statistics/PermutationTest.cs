using MathNet.Numerics;
using MathNet.Numerics.Statistics;
using RnnMemory.Streams;

namespace RnnMemory.Paper.Statistics;

/// <summary>The permutation test of a difference of two means.</summary>
public static class PermutationTest
{
    /// <summary>
    /// Compares mean(first) − mean(second) with the same difference after the values were dealt out to two groups of these sizes: in all
    /// ways if there are at most <see cref="PermutationResult.MostCounted"/>, otherwise in 100,000 random ones.
    /// </summary>
    /// <param name="first">At least one value. The order of values does not matter.</param>
    /// <param name="second">At least one value.</param>
    /// <param name="alternative">What a small p-value speaks for.</param>
    /// <param name="stream">The random ways; not used if all are counted.</param>
    /// <exception cref="ArgumentException">A group is empty.</exception>
    public static PermutationResult OfMeans(
        IReadOnlyList<double> first, IReadOnlyList<double> second, Alternative alternative, RandomStream stream)
    {
        if (first.Count == 0 || second.Count == 0)
        {
            throw new ArgumentException("Each of the two groups takes at least one value.");
        }

        double[] values = [.. first.Order(), .. second.Order()];
        double total = values.Sum();
        double size = values.Sum(Math.Abs);
        double Difference(double sum) => (sum / first.Count) - ((total - sum) / second.Count);

        ExtremeCount count = new(first.Order().Mean() - second.Order().Mean(), alternative, size);
        if (Combinatorics.Combinations(values.Length, first.Count) <= PermutationResult.MostCounted)
        {
            ForEachChoice(values, first.Count, sum => count.Add(Difference(sum)));
            return count.OfAll();
        }

        WordSequence words = stream.At(0);
        for (int draw = 0; draw < PermutationResult.Draws; draw++)
        {
            count.Add(Difference(SumOfRandom(values, first.Count, ref words)));
        }

        return count.OfDraws();
    }

    // The sum of every choice of so many values.
    private static void ForEachChoice(double[] values, int chosen, Action<double> use)
    {
        void Choose(int next, int left, double sum)
        {
            if (left == 0)
            {
                use(sum);
                return;
            }

            for (int at = next; at <= values.Length - left; at++)
            {
                Choose(at + 1, left - 1, sum + values[at]);
            }
        }

        Choose(0, chosen, 0);
    }

    // The first steps of Fisher and Yates; the order that earlier draws left does not matter.
    private static double SumOfRandom(double[] values, int chosen, ref WordSequence words)
    {
        double sum = 0;
        for (int i = 0; i < chosen; i++)
        {
            int j = i + words.NextBelow(values.Length - i);
            (values[i], values[j]) = (values[j], values[i]);
            sum += values[i];
        }

        return sum;
    }
}
