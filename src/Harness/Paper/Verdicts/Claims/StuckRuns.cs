using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Statistics;
using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>
/// The share of runs of the increment task that learned nothing but to repeat the number (docs/verdict-rule.md, "Models that collapse").
/// It stands beside the verdicts on claims and decides none.
/// </summary>
internal static class StuckRuns
{
    private const string Vanilla = "vanilla";
    private const int LeastRuns = 2;

    /// <summary>A finding for each size of the vanilla cell, and for any other cell that has a stuck run, in the given orders.</summary>
    public static IReadOnlyList<Finding> Shares(ClaimEvidence evidence, params IEnumerable<DigitOrder> orders) =>
    [
        .. from size in evidence.Sizes
           from cell in evidence.Cells
           from order in orders
           let model = new IncrementModel(size, cell, order)
           let runs = evidence.Runs(model)
           where cell == Vanilla || runs.Any(run => run.IsStuck)
           select Share(evidence, model, runs),
    ];

    private static Finding Share(ClaimEvidence evidence, IncrementModel model, IReadOnlyList<IncrementObservation> all)
    {
        IncrementObservation[] runs = [.. all.Where(run => !run.Diverged)];
        IncrementObservation[] stuck = [.. runs.Where(run => run.IsStuck)];
        Finding named = new()
        {
            What = $"{model.Name}: share of stuck runs, no better than copying after the last update",
            Unit = "share",
            Decides = false,
            Describes = true,
            Runs = [.. runs.Select(run => run.Run)],
            Missing = ClaimEvidence.Missing(model.Name, runs, LeastRuns),
        };
        return named.Missing is not null ? named : named with
        {
            Test = "exact binomial interval",
            Estimate = (double)stuck.Length / runs.Length,
            Interval = ExactBinomial.Interval(stuck.Length, runs.Length, evidence.Rule.Confidence.Interval),
            Note = Text(stuck, runs),
        };
    }

    private static string Text(IReadOnlyList<IncrementObservation> stuck, IReadOnlyList<IncrementObservation> runs)
    {
        string count = FormattableString.Invariant($"{stuck.Count} of {runs.Count} runs");
        string[] diagnosed =
        [
            .. new[] { Units("stuck", stuck), Units("other", runs.Where(run => !run.IsStuck)) }.OfType<string>(),
        ];
        return stuck.Count == 0 ? count
            : $"{count}: seed{(stuck.Count == 1 ? "" : "s")} {string.Join(", ", stuck.Select(run => run.Seed))}{string.Concat(diagnosed.Select(text => $"; {text}"))}";
    }

    // Null if no record has diagnostics.
    private static string? Units(string name, IEnumerable<IncrementObservation> runs)
    {
        int[] live = [.. runs.Select(run => run.LiveUnits).OfType<int>()];
        return live.Length == 0 ? null
            : FormattableString.Invariant($"live units at the end of {live.Length} {name} run{(live.Length == 1 ? "" : "s")}: {live.Min()} to {live.Max()}");
    }
}
