using RnnMemory.Paper.Statistics;
using RnnMemory.Streams;

namespace RnnMemory.Paper.Verdicts;

/// <summary>Verdicts on the vacc and the best epochs of models that may collapse: no test of equivalence, and none with few runs.</summary>
/// <param name="ledger">What was registered.</param>
/// <param name="observations">Our runs.</param>
internal sealed class CollapseVerdicts(Ledger ledger, Observations observations)
{
    private readonly TwoQuestions questions = new(ledger.Rule.Confidence);

    public IEnumerable<NumberVerdict> All()
    {
        PublishedNumber[] numbers = [.. ledger.Numbers.Where(number => number.Method == VerdictMethod.Collapse)];
        PublishedNumber[] epochs = [.. numbers.Where(number => number.Quantity == PublishedQuantity.BestEpoch)];
        PermutationResult? bestEpochs = BestEpochs(epochs);
        return numbers.Select(number => number.Quantity == PublishedQuantity.BestEpoch
            ? Of(number, Describe(number) with { BestEpochs = bestEpochs }, bestEpochs?.Probability, bestEpochs?.Statistic)
            : OfAccuracy(number, epochs.Single(epoch => epoch.Model == number.Model)));
    }

    // One test for the five models: the best epochs of all our runs against the paper's five.
    private PermutationResult? BestEpochs(PublishedNumber[] epochs)
    {
        double[] ours = [.. epochs.SelectMany(number => observations.Of(number.Model!)).Select(run => (double)run.BestEpoch)];
        double[] paper = [.. epochs.Select(number => (double)number.Value!.Value)];
        return ours.Length == 0
            ? null
            : PermutationTest.OfMeans(ours, paper, Alternative.TwoSided, new RandomStream(0, "verdict/collapse/best-epochs"));
    }

    private NumberVerdict OfAccuracy(PublishedNumber number, PublishedNumber epoch)
    {
        SeedValue[] best = [.. RunningBest(observations.Of(number.Model!), (int)epoch.Value!.Value)];
        Interval printed = PrintedInterval.Of(number);
        int above = best.Count(run => run.Value >= printed.Low);
        int below = best.Count(run => run.Value <= printed.High);
        double? rank = best.Length == 0 ? null : Math.Min(1, 2 * (1.0 + Math.Min(above, below)) / (1 + best.Length));
        return Of(number, Describe(number) with { RunningBest = best, Rank = rank }, rank, above - below);
    }

    // Runs that still learn at the epoch, each with its best vacc so far. A shorter run does not get there.
    private static IEnumerable<SeedValue> RunningBest(IReadOnlyList<SeedObservation> runs, int epoch) =>
        from run in runs
        where epoch < run.TestAccuracies.Count && (run.CollapsedAt is not { } collapse || collapse > epoch)
        select new SeedValue(run.Seed, run.TestAccuracies.Take(epoch + 1).Max(), [run.Run]);

    private Collapse Describe(PublishedNumber number)
    {
        IReadOnlyList<SeedObservation> runs = observations.Of(number.Model!);
        int collapsed = runs.Count(run => run.CollapsedAt is not null);
        return new Collapse
        {
            Runs = runs.Count,
            Collapsed = collapsed,
            Share = runs.Count == 0 ? null : ExactBinomial.Interval(collapsed, runs.Count, ledger.Rule.Confidence.Interval),
        };
    }

    private NumberVerdict Of(PublishedNumber number, Collapse collapse, double? probability, double? difference)
    {
        int least = ledger.Rule.Least.RunsOfCollapse;
        bool isEnough = collapse.Runs >= least;
        bool differs = isEnough && probability is { } p && questions.IsSmall(p);
        return new NumberVerdict
        {
            Number = number,
            Verdict = differs ? Verdict.Differs : Verdict.Inconclusive,
            Direction = differs ? difference > 0 ? Direction.Higher : Direction.Lower : null,
            Reason =
                !isEnough ? Reasons.TooFew(collapse.Runs, least)
                : differs ? "Different from the paper's; equivalence is not tested, since runs of this family may collapse."
                : "No difference was found; equivalence is not tested, since runs of this family may collapse.",
            Values =
            [
                .. observations.Of(number.Model!).Select(run => new SeedValue(run.Seed, run.ValueOf(number.Quantity)!.Value, [run.Run])),
            ],
            Collapse = collapse,
            Assumptions = ledger.AssumptionsOf(number),
        };
    }
}
