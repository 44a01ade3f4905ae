using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Statistics;
using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Claims that compare representations: INT-1, REL-1, S3-1, MN-3, MN-7 and CON-4.</summary>
internal static class RepresentationClaims
{
    private const int LeastSeeds = 2;

    private static readonly Representation[] All = Enum.GetValues<Representation>();

    /// <summary>One rule for each claim.</summary>
    public static IReadOnlyList<ClaimRule> Rules { get; } =
    [
        new("INT-1", LargeEffect),
        new("REL-1", FirstValues),
        new("S3-1", DependsOnRepresentation),
        new("MN-3", FlatteningComplicates),
        new("MN-7", SameAtBothRates),
        new("CON-4", LagsBehind),
    ];

    // Each seed's mean over permutations stands for a permuted representation, so that seeds alone are within a group.
    private static Draft LargeEffect(ClaimEvidence evidence, OrderingReading? reading)
    {
        return new([.. evidence.Rates.Select(Components)], Decisions.AllAbove);

        Finding Components(double rate)
        {
            Representation[] counted =
                [.. All.Where(representation => !evidence.MayCollapse(ClaimEvidence.PublishedModels(representation, rate)[0]))];
            ImageModel[] models = [.. counted.SelectMany(representation => ClaimEvidence.PublishedModels(representation, rate))];
            Finding named = new()
            {
                What = $"variance of {counted.Length} representations above that of seeds, {ImageModel.RateText(rate)}",
                Unit = "logit²",
                Test = "analysis of variance, intervals of both components",
                Runs = [.. models.SelectMany(evidence.Runs).Select(run => run.Run)],
                Missing = models.Select(model => ClaimEvidence.Missing(model.Name, evidence.Runs(model), LeastSeeds)).OfType<string>()
                    .FirstOrDefault(),
            };
            if (named.Missing is not null)
            {
                return named;
            }

            VarianceComponent component = VarianceComponent.Nested(
                [.. counted.Select(representation => SeedMeans(evidence, representation, rate))], evidence.Rule.Confidence.Interval);
            return named with
            {
                Estimate = component.Between - component.Within,
                Interval = new Interval(component.Interval.Low - component.WithinInterval.High,
                    component.Interval.High - component.WithinInterval.Low),
                Note = FormattableString.Invariant($"representations {component.Between:G4}, seeds {component.Within:G4}"),
            };
        }
    }

    private static double[] SeedMeans(ClaimEvidence evidence, Representation representation, double rate) =>
    [
        .. ClaimEvidence.PublishedModels(representation, rate).SelectMany(evidence.Runs).GroupBy(run => run.Seed)
            .OrderBy(group => group.Key)
            .Select(group => group.Average(run => Scale.Logit.FromPlain(run.BestTestAccuracy))),
    ];

    // Keras's default network, cell tanh, against the identity with ReLU.
    private static Draft FirstValues(ClaimEvidence evidence, OrderingReading? reading)
    {
        double rate = evidence.Rates[0];
        double threshold = evidence.Figure("fast-28-3e-05");
        return new(
            [
                .. from representation in new[] { Representation.Original, Representation.Transposed }
                   let model = new ImageModel(representation, null, rate)
                   let paper = evidence.Runs(model)
                   let other = Variants.Of(evidence.Observed.Images, "model.cell", "\"Tanh\"").Where(run => run.Model == model).ToArray()
                   from finding in new[]
                   {
                       Compare($"{model.Name}: epochs to {ImageModel.RateText(threshold)}, tanh - identity", "epochs", model, other, paper,
                           run => run.EpochsTo(threshold), isPaperFirst: false),
                       Compare($"{model.Name}: mean vacc, identity - tanh", "vacc", model, other, paper, run => run.MeanTestAccuracy, isPaperFirst: true),
                   }
                   select finding,
            ],
            Decisions.AllAbove);

        Finding Compare(
            string what, string unit, ImageModel model, IReadOnlyList<ImageObservation> tanh, IReadOnlyList<ImageObservation> paper,
            Func<ImageObservation, double> value, bool isPaperFirst)
        {
            (ImageObservation, double)[] a = [.. tanh.Select(run => (run, value(run)))], b = [.. paper.Select(run => (run, value(run)))];
            (string, string) names = ($"{model.Name} with cell tanh", model.Name);
            return isPaperFirst
                ? TwoSamples.Difference(evidence, what, unit, b, a, evidence.Rule.Least.SeedsForNineCells, (names.Item2, names.Item1))
                : TwoSamples.Difference(evidence, what, unit, a, b, evidence.Rule.Least.SeedsForNineCells, names);
        }
    }

    private static Draft DependsOnRepresentation(ClaimEvidence evidence, OrderingReading? reading)
    {
        return new([.. evidence.Rates.Select(Ranks)], findings =>
        {
            Decision images = Decisions.AllAbove(findings);
            (string, ReadingVerdict) own = ("the images' part", new ReadingVerdict(reading, images.Outcome, images.Why, findings));
            Decision both = Decisions.Together(own, evidence.Verdict("INC-10", OrderingReading.General));
            return images.Outcome == ClaimDecision.Inconclusive ? both with { Why = $"{both.Why}; {images.Why}" } : both;
        });

        Finding Ranks(double rate)
        {
            (ImageModel Model, IReadOnlyList<ImageObservation> Runs)[] models =
                [.. All.SelectMany(representation => ClaimEvidence.PublishedModels(representation, rate))
                    .Select(model => (model, evidence.Runs(model)))];
            Finding named = new()
            {
                What = $"mean vacc of seven representations, {ImageModel.RateText(rate)}",
                Unit = "H",
                Test = "permutation test on the Kruskal-Wallis statistic",
                Tests = TestSides.Both,
                Runs = [.. models.SelectMany(model => model.Runs).Select(run => run.Run)],
                Missing = models.Select(model => ClaimEvidence.Missing(model.Model.Name, model.Runs, LeastSeeds)).OfType<string>()
                    .FirstOrDefault(),
            };
            if (named.Missing is not null)
            {
                return named;
            }

            double[][] groups =
            [
                .. models.GroupBy(model => model.Model.Representation)
                    .Select(group => group.SelectMany(model => model.Runs).Select(run => run.MeanTestAccuracy).ToArray()),
            ];
            PermutationResult result =
                KnownTests.Get(named.What, groups, () => KruskalWallis.Test(groups, ClaimEvidence.Stream(named.What)));
            double[] medians = [.. groups.Select(group => IncrementCell.Median(group))];
            return named with
            {
                Estimate = result.Statistic,
                P = result.Probability,
                Opposite = 1,
                Note = FormattableString.Invariant($"medians from {medians.Min():F4} to {medians.Max():F4}"),
            };
        }
    }

    // At the higher rate long sequences collapse: the paper's value against the running best of our runs.
    private static Draft FlatteningComplicates(ClaimEvidence evidence, OrderingReading? reading)
    {
        (Representation Lines, Representation Pixels)[] pairs =
            [(Representation.Original, Representation.Flattened), (Representation.Transposed, Representation.TransposedFlattened)];
        ImageContrast best = new(evidence, ImageMeasure.Best);
        return new(
            [
                .. from rate in evidence.Rates
                   from pair in pairs
                   let pixels = new ImageModel(pair.Pixels, null, rate)
                   let finding = best.Difference([new ImageModel(pair.Lines, null, rate)], [pixels])
                   select evidence.MayCollapse(pixels) ? finding with { Decides = false, Missing = null, Note = Alive(pixels) } : finding,
            ],
            Decisions.AllAbove);

        string Alive(ImageModel model)
        {
            PublishedRun printed =
                Published.Table3.Single(row => row.Representation == model.Representation.Name() && row.LearningRate == model.LearningRate);
            double[] running =
            [
                .. evidence.Runs(model).Where(run => run.CollapsedAt is not { } collapse || collapse > printed.BestEpoch)
                    .Select(run => run.TestAccuracies.Take(printed.BestEpoch + 1).Max()),
            ];
            return running.Length == 0 ? $"no run is alive at the paper's epoch {printed.BestEpoch}" : FormattableString.Invariant(
                $"at the paper's epoch {printed.BestEpoch} it has {printed.TestAccuracy}; the running best of {running.Length} of ours alive then is {running.Average():F4}");
        }
    }

    private static Draft SameAtBothRates(ClaimEvidence evidence, OrderingReading? reading)
    {
        ImageContrast best = new(evidence, ImageMeasure.Best);
        (Representation First, Representation Second)[] pairs =
            [.. All.SelectMany(first => All.Where(second => second > first).Select(second => (first, second)))];
        Finding[] contrasts =
        [
            .. from pair in pairs
               from rate in evidence.Rates
               select Contrast(pair.First, pair.Second, rate) with { AsksSign = true },
        ];
        return new(contrasts, findings =>
        {
            (Finding Higher, Finding Lower)[] both = [.. findings.Chunk(evidence.Rates.Count).Select(chunk => (chunk[0], chunk[1]))];
            (Finding Higher, Finding Lower)[] changed =
                [.. both.Where(pair => pair.Higher.Side != Side.Open && pair.Lower.Side != Side.Open
                    && pair.Higher.Side != pair.Lower.Side)];
            int open = both.Count(pair => pair.Higher.Side == Side.Open || pair.Lower.Side == Side.Open);
            return changed.Length > 0 ? new(ClaimDecision.Refuted, $"the sign differs: {string.Join("; ", changed.Select(pair => $"{pair.Higher.What} and {pair.Lower.What}"))}")
                : open == 0 ? new(ClaimDecision.Confirmed, $"all {both.Length} contrasts have one sign at both rates")
                : new(ClaimDecision.Inconclusive, Decisions.Missing(findings) ?? $"{open} of {both.Length} contrasts are open at one rate");
        });

        // Where runs may collapse there is no spread; the exact permutation test takes its place.
        Finding Contrast(Representation first, Representation second, double rate)
        {
            IReadOnlyList<ImageModel> a = ClaimEvidence.PublishedModels(first, rate), b = ClaimEvidence.PublishedModels(second, rate);
            string what = $"{first.Name()} - {second.Name()}, {ImageModel.RateText(rate)}";
            return evidence.MayCollapse(a[0]) || evidence.MayCollapse(b[0])
                ? TwoSamples.Difference(evidence, what, "vacc", Runs(a), Runs(b), LeastSeeds, ($"{first.Name()}@{ImageModel.RateText(rate)}", $"{second.Name()}@{ImageModel.RateText(rate)}"))
                : best.Difference(a, b, what);
        }

        (ImageObservation, double)[] Runs(IReadOnlyList<ImageModel> models) =>
            [.. models.SelectMany(evidence.Runs).Select(run => (run, run.BestTestAccuracy))];
    }

    // The rows that Table 4 names, after the last epoch.
    private static Draft LagsBehind(ClaimEvidence evidence, OrderingReading? reading)
    {
        ImageContrast last = new(evidence, ImageMeasure.Last);
        ImageModel weaker = BestRow(Representation.OriginalPermuted);
        ImageModel[] cases = [BestRow(Representation.Transposed), BestRow(Representation.Original),
            BestRow(Representation.TransposedPermuted)];
        return new(
            [
                .. from model in cases
                   let lag = last.Difference([model], [weaker], $"last vacc: {model.Name} - {weaker.Name}")
                   select Slope(model) is { } slope ? lag with { Note = $"{lag.Note}; {slope}" } : lag,
            ],
            Decisions.AllAbove);

        // How the lag changes over the last quarter of training: second half of that quarter less the first.
        string? Slope(ImageModel model)
        {
            (double Early, double Late)[] Halves(ImageModel of) =>
            [
                .. evidence.Runs(of).Select(run =>
                {
                    double[] quarter = [.. run.TestAccuracies.Skip(run.TestAccuracies.Count * 3 / 4)];
                    return (quarter.Take(quarter.Length / 2).Average(), quarter.Skip(quarter.Length / 2).Average());
                }),
            ];
            (double Early, double Late)[] ahead = Halves(model), behind = Halves(weaker);
            return ahead.Length == 0 || behind.Length == 0 ? null : FormattableString.Invariant(
                $"over the last quarter the lag goes from {100 * (ahead.Average(h => h.Early) - behind.Average(h => h.Early)):F2} to {100 * (ahead.Average(h => h.Late) - behind.Average(h => h.Late)):F2} points");
        }
    }

    private static ImageModel BestRow(Representation representation)
    {
        PublishedRun row = Published.Table3.Where(row => row.Representation == representation.Name()).MaxBy(row => row.TestAccuracy)!;
        return new ImageModel(representation, row.Permutation, row.LearningRate);
    }
}
