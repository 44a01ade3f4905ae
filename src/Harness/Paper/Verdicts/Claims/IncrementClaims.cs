using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Statistics;
using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Claims on the increment task: INC-7 to INC-10 and ABS-2.</summary>
internal static class IncrementClaims
{
    private const string Digits = "right digits of x + 1";

    // Assumption A13: the reading of 10,240 minibatches in all.
    private const int EarlyUpdates = 10_240;

    /// <summary>One rule for each claim.</summary>
    public static IReadOnlyList<ClaimRule> Rules { get; } =
    [
        new("ABS-2", SeveralPoints),
        new("INC-7", (evidence, reading) => new([], _ => Decisions.Together(evidence.Verdict("ABS-1", reading), evidence.Verdict("INC-10", reading)))),
        new("INC-8", QuickerToOptimum),
        new("INC-9", Learned),
        new("INC-10", AlwaysMuchSlower),
    ];

    // The loss of accuracy lies in a stated range, for the cell that does best in the simple order.
    private static Draft SeveralPoints(ClaimEvidence evidence, OrderingReading? reading)
    {
        Interval claimed = new(evidence.Figure("several-least"), evidence.Figure("several-most"));
        IncrementCell[] cells = [.. IncrementCell.All(evidence).Where(cell => cell.Size == evidence.Sizes[0])];
        IncrementCell? best = cells.Where(cell => cell.Simple.Count > 0)
            .MaxBy(cell => cell.Simple.Average(run => run.Final[IncrementMetrics.Digits]));
        return new(
            [
                .. cells.Select(cell => Size(cell, IncrementMetrics.Digits) with { Decides = cell == (best ?? cells[0]) }),
                .. from cell in cells
                   from metric in new[] { IncrementMetrics.SecondHalf, IncrementMetrics.Numbers }
                   select Size(cell, metric) with { Decides = false },
            ],
            findings => Decisions.AllAbove(findings));

        Finding Size(IncrementCell cell, string metric) => Within(
            cell.Difference(evidence, $"{metric} after the last update", "share", run => run.Final[metric]), claimed) with
        {
            Note = cell.Simple.Count == 0 || cell.Complicated.Count == 0 ? null : FormattableString.Invariant(
                $"above copying: {cell.Simple.Average(run => run.Final[metric] - run.Copying[metric]):F4} simple, {cell.Complicated.Average(run => run.Final[metric] - run.Copying[metric]):F4} complicated"),
        };
    }

    private static Draft QuickerToOptimum(ClaimEvidence evidence, OrderingReading? reading)
    {
        double converged = evidence.Figure("optimum-digits");
        double ratio = evidence.Figure("much-ratio");
        return new(
            [
                .. from cell in IncrementCell.All(evidence)
                   from finding in new[]
                   {
                       AtLeast(cell, IncrementMetrics.SecondHalf, Digits, converged),
                       AtLeast(cell, IncrementMetrics.Numbers, "right answers", evidence.Figure("optimum-answers")),
                       cell.Difference(evidence, "updates to the optimum", "updates", run => run.UpdatesTo(converged), isSimpleFirst: false) with
                       {
                           Note = "a run that never reaches it counts one update more than it made",
                       },
                       Ratio(cell),
                   }
                   select finding,
                .. StuckRuns.Shares(evidence, DigitOrder.Simple),
            ],
            findings => Decisions.AllAbove(findings));

        Finding AtLeast(IncrementCell cell, string metric, string name, double threshold)
        {
            string what = FormattableString.Invariant($"{cell.Name}: {name} less {threshold}, simple order");
            Finding above = OfMean(evidence, what, cell.Simple, cell.Names.Simple, run => run.Final[metric], threshold);
            return above with
            {
                Test = FormattableString.Invariant($"{above.Test}; asked: does the interval lie at or above 0?"),
                P = null,
                IsDecided = true,
                Side = above.Interval is not { } interval ? Side.Open : interval.Low >= 0 ? Side.Above : interval.High < 0 ? Side.Below
                    : Side.Open,
            };
        }

        Finding Ratio(IncrementCell cell)
        {
            Finding much = new()
            {
                What = $"{cell.Name}: median updates, complicated over simple",
                Unit = "ratio",
                Test = FormattableString.Invariant($"much: at least {ratio}"),
                Missing = cell.Missing(evidence.Rule.Least.SeedsForNineCells),
                Runs = [.. cell.Simple.Concat(cell.Complicated).Select(run => run.Run)],
            };
            if (much.Missing is not null)
            {
                return much;
            }

            // A median of runs that never reach the optimum is a lower bound, and the ratio of two such bounds says nothing.
            if (!IsReached(cell.Simple, converged))
            {
                return much with { IsDecided = true, Note = "the median run of the simple order never reaches the optimum, so the ratio has no value" };
            }

            double estimate = RatioOf(cell, converged);
            bool isBound = !IsReached(cell.Complicated, converged);
            return much with
            {
                Estimate = estimate,
                IsDecided = true,
                Note = isBound ? "at least: the median run of the complicated order never reaches the optimum" : null,
                Side = estimate >= ratio ? Side.Above : isBound ? Side.Open : Side.Below,
            };
        }
    }

    private static Draft Learned(ClaimEvidence evidence, OrderingReading? reading) => new(
        [
            .. from cell in IncrementCell.All(evidence)
               from finding in new[]
               {
                   OfMean(evidence, $"{cell.Name}: {Digits}, complicated order, above the better of copying and no carry",
                       cell.Complicated, cell.Names.Complicated, run => run.Final[IncrementMetrics.SecondHalf] - run.Floor),
                   OfMean(evidence, $"{cell.Name}: {Digits}, complicated order, gained after update 10,240",
                       cell.Complicated, cell.Names.Complicated, run => run.Curve[^1].Value - run.After(EarlyUpdates)) with { Part = "gain" },
               }
               select finding,
            .. StuckRuns.Shares(evidence, DigitOrder.Complicated),
        ],
        findings => Decisions.AllAbove(findings));

    private static Draft AlwaysMuchSlower(ClaimEvidence evidence, OrderingReading? reading)
    {
        double area = evidence.Figure("much-area");
        double ratio = evidence.Figure("much-ratio");
        double converged = evidence.Figure("optimum-digits");
        IReadOnlyList<IncrementCell> cells = IncrementCell.All(evidence);
        return new(
            [
                .. cells.Select(Slower), .. cells.Select(Much), .. cells.Select(cell => Crossed(evidence, cell)),
                .. StuckRuns.Shares(evidence, DigitOrder.Simple, DigitOrder.Complicated),
            ],
            findings =>
            {
                string[] reversed =
                [
                    .. from cell in cells
                       from simple in cell.Simple
                       from complicated in cell.Complicated
                       where simple.Seed == complicated.Seed && complicated.Area > simple.Area
                       select $"{cell.Name} seed {simple.Seed}",
                ];
                Decision all = Decisions.AllAbove(findings);
                string pairs = $"\"always\" asks that no seed goes the other way, and these do: {string.Join(", ", reversed)}";
                return all.Outcome == ClaimDecision.Refuted || reversed.Length == 0 ? all
                    : new(ClaimDecision.Inconclusive, all.Outcome == ClaimDecision.Confirmed ? pairs : $"{all.Why}. Besides, {pairs}");
            });

        // A tie where neither order or both are learned is a case that is not slower.
        Finding Slower(IncrementCell cell)
        {
            Finding slower = cell.Difference(evidence, $"mean of {Digits} over the curve", "share", run => run.Area);
            IncrementObservation[] runs = [.. cell.Simple, .. cell.Complicated];
            string? limit = runs.Length == 0 ? null
                : runs.All(run => run.Final[IncrementMetrics.SecondHalf] <= run.Floor) ? "both orders end at the floor"
                : runs.All(run => run.Final[IncrementMetrics.SecondHalf] >= converged) ? "both orders end at the ceiling"
                : null;
            bool isTie = limit is not null && slower.P >= evidence.Level && slower.Opposite >= evidence.Level;
            return slower with { Note = limit, Side = isTie ? Side.Below : Side.Open };
        }

        Finding Much(IncrementCell cell)
        {
            Finding difference = cell.Difference(evidence, $"mean of {Digits} over the curve", "share", run => run.Area);
            Finding much = difference with
            {
                What = $"{cell.Name}: much slower",
                P = null,
                Opposite = null,
                Tests = TestSides.None,
                Values = [],
                Test = FormattableString.Invariant($"the difference is at least {area}, or the updates to {converged} by a factor of {ratio}"),
            };
            if (difference.Missing is not null)
            {
                return much;
            }

            double? factor = IsReached(cell.Simple, converged) ? RatioOf(cell, converged) : null;
            bool isBound = factor is not null && !IsReached(cell.Complicated, converged);
            return much with
            {
                IsDecided = true,
                Note = factor is null
                    ? FormattableString.Invariant($"the median run of the simple order never reaches {converged}")
                    : FormattableString.Invariant($"updates by a factor of {(isBound ? "at least " : "")}{factor:F2}"),
                Side = difference.Estimate >= area || factor >= ratio ? Side.Above : isBound ? Side.Open : Side.Below,
            };
        }
    }

    // How much of the spread in the complicated order is the permutation's, from permutations crossed with seeds (assumption A8).
    private static Finding Crossed(ClaimEvidence evidence, IncrementCell cell)
    {
        const int Least = 3;
        IncrementModel model = new(cell.Size, cell.Cell, DigitOrder.Complicated);
        IGrouping<string, IncrementObservation>[] permutations =
        [
            .. evidence.Observed.Increments.Where(run => run.Model == model && run.Differences is [{ Setting: "task.drawnPermutation" }])
                .GroupBy(run => run.Differences[0].Here),
        ];
        long[] seeds = permutations.Length == 0 ? []
            : [.. permutations.Select(group => group.Select(run => run.Seed)).Aggregate((some, others) => some.Intersect(others)).Order()];
        Finding named = new()
        {
            What = $"{cell.Name}: variance of permutations in the mean of {Digits}",
            Unit = "share²",
            Decides = false,
            Describes = true,
            Test = "analysis of variance, permutations crossed with seeds",
            Runs = [.. permutations.SelectMany(group => group).Select(run => run.Run)],
        };
        if (permutations.Length < Least || seeds.Length < Least)
        {
            return named with { Missing = $"needs {Least} permutations crossed with {Least} seeds: have {permutations.Length} with {seeds.Length}" };
        }

        VarianceComponent component = VarianceComponent.Crossed(
            [.. permutations.Select(group => (double[])[.. seeds.Select(seed => group.First(run => run.Seed == seed).Area)])],
                evidence.Rule.Confidence.Interval);
        return named with
        {
            Estimate = component.Between,
            Interval = component.Interval,
            Note = FormattableString.Invariant($"seeds, that is initialisation and samples, {component.Columns:G4}; residual {component.Within:G4}; the permutation's share {component.Share:F2}"),
        };
    }

    private static double RatioOf(IncrementCell cell, double converged) =>
        MedianOf(cell.Complicated, converged) / MedianOf(cell.Simple, converged);

    private static double MedianOf(IReadOnlyList<IncrementObservation> runs, double converged) =>
        IncrementCell.Median(runs.Select(run => (double)run.UpdatesTo(converged)));

    // Whether the run in the middle reaches it, or of an even number both.
    private static bool IsReached(IReadOnlyList<IncrementObservation> runs, double converged) =>
        runs.Select(run => run.UpdatesTo(converged)).Order().ElementAt(runs.Count / 2) <= runs[0].Curve[^1].Updates;

    // The mean over seeds, less a value, by a one-sided t.
    private static Finding OfMean(
        ClaimEvidence evidence, string what, IReadOnlyList<IncrementObservation> runs, string model,
        Func<IncrementObservation, double> value, double against = 0)
    {
        Finding named = new()
        {
            What = what,
            Unit = "share",
            Test = "t over seeds",
            Tests = TestSides.Both,
            Runs = [.. runs.Select(run => run.Run)],
            Missing = ClaimEvidence.Missing(model, runs, evidence.Rule.Least.SeedsForNineCells),
            Estimate = runs.Count == 0 ? null : runs.Average(value) - against,
        };
        if (named.Missing is not null)
        {
            return named;
        }

        StudentEstimate mean = StudentEstimate.OfMean([.. runs.Select(value)], against);
        Interval interval = mean.Interval(evidence.Rule.Confidence.Interval);
        return named with { P = mean.Greater, Opposite = mean.Less, NeedsInterval = true, Interval = interval };
    }

    // Above if the interval lies inside the claimed one, below if it lies outside.
    private static Finding Within(Finding finding, Interval claimed) => finding with
    {
        P = null,
        Opposite = null,
        Test = FormattableString.Invariant($"asked: does the interval lie inside {claimed.Low} to {claimed.High}?"),
        IsDecided = true,
        Side = finding.Interval is not { } interval ? Side.Open
            : claimed.Contains(interval) ? Side.Above
            : interval.High < claimed.Low || interval.Low > claimed.High ? Side.Below
            : Side.Open,
    };
}
