using System.Globalization;
using RnnMemory.Measures;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Increment;

/// <summary>
/// The same cell, size and seed in the simple and in the complicated order (claim INC-10), compared by the area under the curve of right
/// digits of x + 1. It is no verdict on the claim: one seed decides nothing.
/// </summary>
/// <param name="Simple">The run in the simple order.</param>
/// <param name="Complicated">The run in the complicated order.</param>
internal sealed record OrderComparison(FinishedRun Simple, FinishedRun Complicated)
{
    /// <summary>
    /// The comparison for a run in the complicated order; null for other runs, or if the run in the simple order is missing.
    /// </summary>
    public static OrderComparison? Of(FinishedRun run, IEnumerable<FinishedRun> runs)
    {
        IncrementRow row = IncrementRow.Of(run.Spec);
        IncrementRow partner = row with { Order = IncrementRow.NameOf(DigitOrder.Simple), Permutation = null };
        return row.Order == IncrementRow.NameOf(DigitOrder.Complicated)
            && runs.FirstOrDefault(other => other.Spec.Seed == run.Spec.Seed && IncrementRow.Of(other.Spec) == partner) is { } simple
            ? new OrderComparison(simple, run)
            : null;
    }

    /// <summary>A line for each cell, size and permutation, over its seeds, and one that says what they are not.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<FinishedRun> runs)
    {
        OrderComparison[][] groups =
        [
            .. runs.Select(run => Of(run, runs)).OfType<OrderComparison>()
                .GroupBy(comparison => IncrementRow.Of(comparison.Complicated.Spec)).Select(group => group.ToArray()),
        ];
        bool ofOneSeed = groups.Any(group => group.Length == 1);
        return
        [
            .. groups.Select(Line),
            .. ofOneSeed ? ["A difference of one seed is no verdict on claim INC-10, which takes several, e.g. --seeds 0-9."] : Array.Empty<string>(),
        ];
    }

    /// <summary>The area in the simple order minus that in the complicated one; null if a run diverged or has no curve.</summary>
    public double? AreaLost => Simple.Divergence is null && Complicated.Divergence is null ? Area(Simple) - Area(Complicated) : null;

    private static string Line(IReadOnlyList<OrderComparison> seeds)
    {
        IncrementRow row = IncrementRow.Of(seeds[0].Complicated.Spec);
        string label = $"{seeds[0].Complicated.Spec.Model.Cell.Label}, {row.Size}, {row.OrderName}";
        OrderComparison[] comparable = [.. seeds.Where(seed => seed.AreaLost is not null)];
        if (comparable.Length == 0)
        {
            return $"{label}: not compared with the simple order, since a run diverged or has no curve.";
        }

        double[] lost = [.. comparable.Select(seed => seed.AreaLost!.Value)];
        string areas = $"area {Text(comparable.Select(seed => Area(seed.Simple)!.Value))} simple, {Text(comparable.Select(seed => Area(seed.Complicated)!.Value))} complicated; {Text(lost)} lost";
        return seeds.Count == 1
            ? $"{label}: {areas}."
            : string.Create(CultureInfo.InvariantCulture, $"{label}: {areas}. Lost by {lost.Count(area => area > 0)} of {lost.Length} seeds.");
    }

    private static double? Area(FinishedRun run) => new LearningCurve(run, IncrementMetrics.SecondHalf).Mean;

    private static string Text(IEnumerable<double> areas) => Aggregates.Text([.. areas], "F4");
}
