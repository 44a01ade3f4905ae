using System.Globalization;
using RnnMemory.Measures;
using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Increment;

/// <summary>
/// The same cell and size in the simple and in the complicated order: was the complicated one learned more slowly (claim INC-10)?
/// Measured by the area under the curve of right digits of x + 1.
/// </summary>
/// <param name="Simple">The run in the simple order.</param>
/// <param name="Complicated">The run in the complicated order.</param>
internal sealed record OrderComparison(FinishedRun Simple, FinishedRun Complicated)
{
    // Areas that differ by less than a tenth of a percentage point are called equal; from two percentage points on the difference is
    // called "much" (claim INC-10).
    private const double Tie = 0.001;
    private const double Much = 0.02;

    /// <summary>
    /// The comparison for a run in the complicated order; null for other runs, or if the run in the simple order is missing.
    /// </summary>
    public static OrderComparison? Of(FinishedRun run, IEnumerable<FinishedRun> runs)
    {
        IncrementRow row = IncrementRow.Of(run.Spec);
        IncrementRow partner = row with { Order = IncrementRow.NameOf(DigitOrder.Simple) };
        return row.Order == IncrementRow.NameOf(DigitOrder.Complicated)
            && runs.FirstOrDefault(other => IncrementRow.Of(other.Spec) == partner) is { } simple
            ? new OrderComparison(simple, run)
            : null;
    }

    /// <summary>Whether the complicated order was learned more slowly.</summary>
    public string Verdict => Diverged ? "diverged" : (Area(Simple) - Area(Complicated)) switch
    {
        null => "no curve",
        >= Much => "yes, much",
        >= Tie => "yes",
        <= -Tie => "NO, faster",
        _ => "NO, tie",
    };

    /// <summary>The comparison in one line.</summary>
    public string Line
    {
        get
        {
            IncrementRow row = IncrementRow.Of(Complicated.Spec);
            return $"{Complicated.Spec.Model.Cell.Label}, {row.Size}: was the complicated order learned more slowly? {Verdict}. Area {Text(Area(Simple))} simple, {Text(Area(Complicated))} complicated{Limits}.";
        }
    }

    private bool Diverged => Simple.Divergence is not null || Complicated.Divergence is not null;

    // At the ceiling both orders are learned, and at the floor neither is; in both cases the areas say little.
    private string Limits
    {
        get
        {
            if (Diverged)
            {
                return "";
            }

            double[] reached = [Simple.Last.Metrics[IncrementMetrics.SecondHalf], Complicated.Last.Metrics[IncrementMetrics.SecondHalf]];
            double copying = IncrementBaselines.Copying((IncrementTaskSpec)Simple.Spec.Task).SecondHalf;
            return reached.Min() >= IncrementTable.Converged ? "; both end at the ceiling (at least 0.99)"
                : reached.Max() <= copying ? "; both end at the floor (no better than copying)"
                : "";
        }
    }

    private static double? Area(FinishedRun run) => new LearningCurve(run, IncrementMetrics.SecondHalf).Mean;

    private static string Text(double? area) => area?.ToString("F4", CultureInfo.InvariantCulture) ?? "";
}
