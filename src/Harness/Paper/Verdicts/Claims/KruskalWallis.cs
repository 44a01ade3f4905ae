using System.Runtime.CompilerServices;
using MathNet.Numerics.Statistics;
using RnnMemory.Paper.Statistics;
using RnnMemory.Streams;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>The permutation test on the statistic of Kruskal and Wallis: do several groups come from one distribution?</summary>
/// <remarks>The loops are compiled optimised at once, as in <see cref="PermutationTest"/>.</remarks>
internal static class KruskalWallis
{
    /// <summary>Compares H with its values after the ranks were dealt out anew, at random.</summary>
    /// <param name="groups">At least two groups of at least one value.</param>
    /// <param name="stream">The random ways.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PermutationResult Test(IReadOnlyList<double[]> groups, RandomStream stream)
    {
        double[] ranks = ArrayStatistics.RanksInplace([.. groups.SelectMany(group => group)], RankDefinition.Average);
        ExtremeCount count = new(Statistic(ranks, groups), Alternative.Greater, ranks.Length);
        WordSequence words = stream.At(0);
        for (int draw = 0; draw < PermutationResult.Draws; draw++)
        {
            for (int i = ranks.Length - 1; i > 0; i--)
            {
                int j = words.NextBelow(i + 1);
                (ranks[i], ranks[j]) = (ranks[j], ranks[i]);
            }

            count.Add(Statistic(ranks, groups));
        }

        return count.OfDraws();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Statistic(double[] ranks, IReadOnlyList<double[]> groups)
    {
        double sum = 0;
        int at = 0;
        foreach (double[] group in groups)
        {
            double total = 0;
            for (int i = 0; i < group.Length; i++)
            {
                total += ranks[at++];
            }

            sum += total * total / group.Length;
        }

        return (12 / (ranks.Length * (ranks.Length + 1.0)) * sum) - (3 * (ranks.Length + 1));
    }
}
