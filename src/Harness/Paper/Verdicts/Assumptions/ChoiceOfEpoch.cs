using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Statistics;
using RnnMemory.Paper.Verdicts.Claims;

namespace RnnMemory.Paper.Verdicts.Assumptions;

/// <summary>
/// By how much the test images that choose the epoch flatter the accuracy (assumption B9): the paper's vacc, of the best epoch on all test
/// images, less that of a fair choice and less that of the last epoch. Neither difference can be negative.
/// </summary>
internal static class ChoiceOfEpoch
{
    /// <summary>The assumption that it answers.</summary>
    public const string Assumption = "B9";

    private const int LeastRuns = 2;

    /// <summary>Two findings for each kind of model: as many steps and the same learning rate.</summary>
    public static IReadOnlyList<Finding> Findings(VerdictRule rule, RunObservations observed) =>
    [
        .. from kind in observed.PaperImages.GroupBy(run => (run.Model.Steps, run.Model.Rate))
           from finding in new[]
           {
               Difference(rule, $"{Kind(kind.Key)}: vacc of the best epoch less that of a fair choice (chosen on one half of the test images, taken from the other)",
                   [.. kind], run => run.BestTestAccuracy - HalfAccuracies.FairChoice(run.Halves),
                   "needs 2 runs with accuracies on odd and on even test images"),
               Difference(rule, $"{Kind(kind.Key)}: vacc of the best epoch less that of the last", [.. kind],
                   run => run.BestTestAccuracy - run.LastTestAccuracy, "needs 2 runs"),
           }
           select finding,
    ];

    private static string Kind((int Steps, string Rate) kind) => FormattableString.Invariant($"{kind.Steps} steps at {kind.Rate}");

    private static Finding Difference(
        VerdictRule rule, string what, IReadOnlyList<ImageObservation> runs, Func<ImageObservation, double?> value, string needed)
    {
        ImageObservation[] measured = [.. runs.Where(run => value(run) is not null)];
        Finding named = new()
        {
            What = what,
            Unit = "share",
            Decides = false,
            Describes = true,
            Runs = [.. measured.Select(run => run.Run)],
        };
        if (measured.Length < LeastRuns)
        {
            return named with { Missing = FormattableString.Invariant($"{needed}: have {(measured.Length == 0 ? "none" : $"{measured.Length}")}") };
        }

        double[] differences = [.. measured.Select(run => value(run)!.Value)];
        StudentEstimate mean = StudentEstimate.OfMean(differences);
        return named with
        {
            Estimate = mean.Value,
            Interval = mean.Interval(rule.Confidence.Interval),
            Test = "mean and t interval over runs",
            Note = FormattableString.Invariant($"{differences.Length} runs, at most {differences.Max():G4}"),
        };
    }
}
