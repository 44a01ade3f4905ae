using System.Runtime.CompilerServices;

namespace RnnMemory.Paper.Statistics;

/// <summary>Counts statistics that are at least as extreme as the observed one.</summary>
/// <param name="observed">The observed statistic.</param>
/// <param name="alternative">Which statistics are extreme.</param>
/// <param name="size">The size of the data's sums: what differs by a rounding error of these counts as equal.</param>
internal sealed class ExtremeCount(double observed, Alternative alternative, double size)
{
    // A sum of a hundred numbers in another order differs by less.
    private readonly double rounding = 1e-12 * size;
    private int all, extreme;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double statistic)
    {
        all++;
        extreme += IsExtreme(statistic) ? 1 : 0;
    }

    /// <summary>The result if the observed arrangement was among those added.</summary>
    public PermutationResult OfAll() => new(observed, (double)extreme / all, all, IsExact: true);

    /// <summary>The result if it was not: it is added, so that p cannot be 0.</summary>
    public PermutationResult OfDraws() => new(observed, (extreme + 1.0) / (all + 1.0), all + 1, IsExact: false);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsExtreme(double statistic) => alternative switch
    {
        Alternative.TwoSided => Math.Abs(statistic) >= Math.Abs(observed) - rounding,
        Alternative.Greater => statistic >= observed - rounding,
        Alternative.Less => statistic <= observed + rounding,
        _ => throw new InvalidOperationException($"{alternative} is not an alternative."),
    };
}
