using System.Runtime.CompilerServices;
using MathNet.Numerics;
using MathNet.Numerics.Statistics;
using RnnMemory.Streams;

namespace RnnMemory.Paper.Statistics;

/// <summary>The permutation test of a difference of two means.</summary>
/// <remarks>
/// The loops are compiled optimised at once: they have a hundred thousand turns or more, and a process that only prints verdicts ends
/// before the runtime would optimise them.
/// </remarks>
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
        ExtremeCount count = new(first.Order().Mean() - second.Order().Mean(), alternative, size);
        if (Combinatorics.Combinations(values.Length, first.Count) <= PermutationResult.MostCounted)
        {
            AddAll(count, values, first.Count, total);
            return count.OfAll();
        }

        AddRandom(count, values, first.Count, total, stream);
        return count.OfDraws();
    }

    private static double Difference(double sum, double total, int first, int second) => (sum / first) - ((total - sum) / second);

    // Every choice of so many values, in lexical order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddAll(ExtremeCount count, double[] values, int chosen, double total)
    {
        int others = values.Length - chosen;
        int[] at = [.. Enumerable.Range(0, chosen)];

        // sums[i] is that of the first i chosen values.
        double[] sums = new double[chosen + 1];
        int changed = 0;
        while (changed >= 0)
        {
            for (int i = changed; i < chosen; i++)
            {
                at[i] = i == changed ? at[i] : at[i - 1] + 1;
                sums[i + 1] = sums[i] + values[at[i]];
            }

            count.Add(Difference(sums[chosen], total, chosen, others));
            for (changed = chosen - 1; changed >= 0 && at[changed] == others + changed; changed--)
            {
            }

            if (changed >= 0)
            {
                at[changed]++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRandom(ExtremeCount count, double[] values, int chosen, double total, RandomStream stream)
    {
        WordSequence words = stream.At(0);
        for (int draw = 0; draw < PermutationResult.Draws; draw++)
        {
            count.Add(Difference(SumOfRandom(values, chosen, ref words), total, chosen, values.Length - chosen));
        }
    }

    // The first steps of Fisher and Yates; the order that earlier draws left does not matter.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
