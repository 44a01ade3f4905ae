using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Statistics;
using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Claims on the speed of learning digits: ABS-4, MN-11, CON-2, CON-3 and CON-5.</summary>
internal static class SpeedClaims
{
    private const int LeastSeeds = 2;

    private static readonly (Representation Rows, Representation Columns)[] Lines =
        [(Representation.Original, Representation.Transposed), (Representation.OriginalPermuted, Representation.TransposedPermuted)];

    private static readonly (Representation Rows, Representation Columns) Pixels =
        (Representation.Flattened, Representation.TransposedFlattened);

    /// <summary>One rule for each claim.</summary>
    public static IReadOnlyList<ClaimRule> Rules { get; } =
    [
        new("ABS-4", (evidence, reading) => new([.. OnAverage(evidence, reading)], Decisions.AllAbove)),
        new("MN-11", AlmostAlways),
        new("CON-2", TenthEpoch),
        new("CON-3", WeakerTakeLonger),
        new("CON-5", (evidence, reading) => new([.. OnAverage(evidence, reading)], Decisions.AllAbove)),
    ];

    // The threshold of assumption F3.
    private static double Threshold(ClaimEvidence evidence, ImageModel model) => evidence.Figure(
        ClaimEvidence.ReadsPixels(model) ? "fast-784-first" : model.LearningRate == evidence.Rates[0] ? "fast-28-3e-05" : "fast-28-1e-06");

    private static Draft AlmostAlways(ClaimEvidence evidence, OrderingReading? reading)
    {
        (Representation Rows, Representation Columns)[] apart = [Pixels];
        return new(
            [
                .. Lines.SelectMany(pair => Contrasts(pair)),
                ShareOfPairs(evidence, reading),
                .. apart.SelectMany(pair => Contrasts(pair)).Select(finding => finding with { Decides = false }),
            ],
            Decisions.AllAbove);

        IEnumerable<Finding> Contrasts((Representation Rows, Representation Columns) pair) =>
            from rate in evidence.Rates
            from finding in Compare(evidence, pair, rate, reading)
            select finding;
    }

    // Epochs to the threshold, rows less columns, and the mean over the curve, columns less rows: both claimed to be above zero.
    private static IEnumerable<Finding> Compare(
        ClaimEvidence evidence, (Representation Rows, Representation Columns) pair, double rate, OrderingReading? reading)
    {
        IReadOnlyList<ImageModel> rows = evidence.ModelsOf(pair.Rows, rate, reading), columns =
            evidence.ModelsOf(pair.Columns, rate, reading);
        string name = $"{pair.Rows.Name()} and {pair.Columns.Name()}, {ImageModel.RateText(rate)}";
        string? few = Few(evidence, pair, rate, reading);
        bool byPermutation = reading == OrderingReading.General && pair.Rows.IsPermuted();
        yield return Test("epochs to the threshold, rows - columns", "epochs", rows, columns, run => run.EpochsTo(Threshold(evidence, run.Model)));
        yield return Test("mean vacc, columns - rows", "vacc", columns, rows, run => run.MeanTestAccuracy);

        Finding Test(
            string quantity, string unit, IReadOnlyList<ImageModel> first, IReadOnlyList<ImageModel> second, Func<ImageObservation,
                double> value)
        {
            Finding finding = TwoSamples.Difference(
                evidence, $"{name}: {quantity}", unit, Values(first, value), Values(second, value), byPermutation ? 1 : LeastSeeds,
                    (first.Count > 0 ? NameOf(first) : name, second.Count > 0 ? NameOf(second) : name));
            if (byPermutation)
            {
                finding = finding with
                {
                    Note = "the values are means of permutations over their seeds",
                    Runs = [.. first.Concat(second).SelectMany(evidence.Runs).Select(run => run.Run)],
                    Values = [],
                };
            }

            return few is null ? finding : finding with { Missing = few, P = null, Opposite = null, Interval = null };
        }

        // Of permutations in general each is one value, with its first run in its place.
        (ImageObservation, double)[] Values(IReadOnlyList<ImageModel> models, Func<ImageObservation, double> value) => byPermutation
            ? [.. models.Select(evidence.Runs).Where(runs => runs.Count > 0).Select(runs => (runs[0], runs.Average(value)))]
            : [.. models.SelectMany(evidence.Runs).Select(run => (run, value(run)))];

        static string NameOf(IReadOnlyList<ImageModel> models) => $"{models[0].Representation.Name()}@{models[0].Rate}";
    }

    // In general: at least six permutations. What permutes nothing needs none.
    private static string? Few(ClaimEvidence evidence, (Representation Rows, Representation Columns) pair, double rate,
        OrderingReading? reading)
    {
        int least = evidence.Rule.Least.Permutations;
        return reading != OrderingReading.General || !pair.Rows.IsPermuted() ? null
            : new[] { pair.Rows, pair.Columns }.Where(representation => evidence.TrainedModels(representation, rate).Count < least)
                .Select(representation => $"needs {least} permutations of {representation.Name()}@{ImageModel.RateText(rate)}: have {evidence.TrainedModels(representation, rate).Count}")
                .FirstOrDefault();
    }

    private static Finding ShareOfPairs(ClaimEvidence evidence, OrderingReading? reading)
    {
        (ImageObservation Rows, ImageObservation Columns)[] pairs =
        [
            .. from kinds in Lines
               from rate in evidence.Rates
               from model in evidence.ModelsOf(kinds.Rows, rate, reading)
               from rows in evidence.Runs(model)
               from columns in evidence.Runs(model with { Representation = kinds.Columns })
               where rows.Seed == columns.Seed
               select (rows, columns),
        ];
        string? few = pairs.Length == 0 ? "needs runs of original and transposed of one seed: have none"
            : pairs.Select(pair => pair.Rows.Seed).Distinct().Count() < LeastSeeds
                ? $"needs {LeastSeeds} seeds of every setting: have {ClaimEvidence.Seeds(pairs.Select(pair => pair.Rows.Seed))}"
                : Lines.SelectMany(kinds => evidence.Rates.Select(rate => Few(evidence, kinds, rate, reading)))
                    .FirstOrDefault(missing => missing is not null);
        Finding named = new()
        {
            What = "share of pairs of seed and setting in which columns reach the threshold first",
            Unit = "share",
            Missing = few,
            Test = FormattableString.Invariant($"exact interval: share at least {evidence.Figure("almost-always")}, its lower end above {evidence.Figure("almost-always-lower-bound")}"),
            Runs = [.. pairs.SelectMany(pair => new[] { pair.Rows.Run, pair.Columns.Run })],
        };
        if (pairs.Length == 0)
        {
            return named;
        }

        int first = pairs.Count(pair => Epochs(pair.Columns) < Epochs(pair.Rows));
        Interval interval = ExactBinomial.Interval(first, pairs.Length, evidence.Rule.Confidence.Interval);
        double share = (double)first / pairs.Length;
        return named with
        {
            Estimate = share,
            Interval = interval,
            Note = $"{first} of {pairs.Length}, ties count as not first",
            IsDecided = true,
            Side = few is not null ? Side.Open
                : share >= evidence.Figure("almost-always") && interval.Low > evidence.Figure("almost-always-lower-bound") ? Side.Above
                : interval.High < evidence.Figure("almost-always") ? Side.Below
                : Side.Open,
        };

        int Epochs(ImageObservation run) => run.EpochsTo(Threshold(evidence, run.Model));
    }

    // The mean of the settings' differences, each setting a block; with the flattened pair beside.
    private static IEnumerable<Finding> OnAverage(ClaimEvidence evidence, OrderingReading? reading) =>
        from withPixels in new[] { false, true }
        from quantity in new[] { 0, 1 }
        let blocks = (withPixels ? [.. Lines, Pixels] : Lines)
            .SelectMany(pair => evidence.Rates.Select(rate => Compare(evidence, pair, rate, reading).ElementAt(quantity))).ToArray()
        select Pooled(blocks, quantity == 0 ? "epochs to the threshold, rows - columns" : "mean vacc, columns - rows",
            withPixels ? "with the flattened pair" : "28 steps") with
        {
            Decides = !withPixels,
        };

    private static Finding Pooled(IReadOnlyList<Finding> blocks, string quantity, string which)
    {
        Finding named = new()
        {
            What = $"{quantity}, mean of {blocks.Count} settings, {which}",
            Unit = blocks[0].Unit,
            Test = "settings as blocks, the half widths of whose intervals add in squares",
            Missing = blocks.Select(block => block.Missing).FirstOrDefault(missing => missing is not null),
            Runs = [.. blocks.SelectMany(block => block.Runs)],
            Estimate = blocks.All(block => block.Estimate is not null) ? blocks.Average(block => block.Estimate!.Value) : null,
        };
        if (named.Missing is not null || blocks.Any(block => block.Interval is null))
        {
            return named;
        }

        // Blocks are independent: their half widths add in squares, as standard errors do.
        double half = Math.Sqrt(blocks.Sum(block => Square((block.Interval!.Value.High - block.Interval.Value.Low) / 2))) / blocks.Count;
        return named with { Interval = new Interval(named.Estimate!.Value - half, named.Estimate.Value + half) };
    }

    private static double Square(double value) => value * value;

    private static Draft TenthEpoch(ClaimEvidence evidence, OrderingReading? reading)
    {
        int tenth = (int)evidence.Figure("tenth-epoch");
        double near = evidence.Figure("near-optimum");
        ImageContrast gap = new(evidence, new ImageMeasure("gap", Scale.Plain, run =>
            run.TestAccuracies.Count < tenth ? null : run.BestTestAccuracy - run.TestAccuracies[tenth - 1]));
        return new(
            [
                .. from representation in new[] { Representation.Transposed, Representation.Original }
                   let model = new ImageModel(representation, null, evidence.Rates[0])
                   let finding = gap.Function($"{model.Name}: best vacc - vacc of epoch {tenth}", [model], places => places[0], "vacc")
                   select finding with
                   {
                       P = null,
                       Test = FormattableString.Invariant($"{finding.Test}: the upper bound lies below {near}"),
                       IsDecided = true,
                       Side = finding.Interval is not { } interval ? Side.Open : interval.High < near ? Side.Above : interval.Low > near
                           ? Side.Below : Side.Open,
                       Note = finding.Interval is { } bounds ? $"below 0.01: {Yes(bounds.High < 0.01)}, below 0.03: {Yes(bounds.High < 0.03)}" : null,
                   },
            ],
            Decisions.AllAbove);

        static string Yes(bool holds) => holds ? "yes" : "no";
    }

    // A representation's score and time are the means over its models of one rate.
    private static Draft WeakerTakeLonger(ClaimEvidence evidence, OrderingReading? reading)
    {
        const double MostOfTheGain = 0.9;
        return new([.. evidence.Rates.Select(Correlation)], Decisions.AllAbove);

        Finding Correlation(double rate)
        {
            Representation[] all = Enum.GetValues<Representation>();
            ImageModel[] models = [.. all.SelectMany(representation => ClaimEvidence.PublishedModels(representation, rate))];
            Finding named = new()
            {
                What = $"best vacc and epochs to 90 % of the gain, seven representations, {ImageModel.RateText(rate)}: minus the rank correlation",
                Unit = "rho",
                Test = "permutation test of Spearman's coefficient",
                Tests = TestSides.Both,
                Decides = !models.Any(evidence.MayCollapse),
                Runs = [.. models.SelectMany(evidence.Runs).Select(run => run.Run)],
                Missing = models.Select(model => ClaimEvidence.Missing(model.Name, evidence.Runs(model), LeastSeeds)).OfType<string>()
                    .FirstOrDefault(),
            };
            if (models.Any(model => evidence.Runs(model).Count == 0))
            {
                return named;
            }

            double[] scores = [.. all.Select(representation => Mean(representation, run => run.BestTestAccuracy))];
            double[] times = [.. all.Select(representation => -Mean(representation, Time))];
            PermutationResult result = RankCorrelation.Spearman(scores, times, Alternative.Greater, ClaimEvidence.Stream(named.What));
            return named.Missing is not null ? named with { Estimate = result.Statistic } : named with
            {
                Estimate = result.Statistic,
                P = result.Probability,
                Opposite = RankCorrelation.Spearman(scores, times, Alternative.Less, ClaimEvidence.Stream(named.What)).Probability,
            };

            double Mean(Representation representation, Func<ImageObservation, double> value) =>
                ClaimEvidence.PublishedModels(representation, rate).Average(model => evidence.Runs(model).Average(value));
        }

        static double Time(ImageObservation run) =>
            run.EpochsTo(run.TestAccuracies[0] + (MostOfTheGain * (run.BestTestAccuracy - run.TestAccuracies[0])));
    }
}
