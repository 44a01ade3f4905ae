using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Statistics;
using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Claims on latency and on the place of the ink: LAT-1 to LAT-3, MN-13 and CON-6.</summary>
internal static class LatencyClaims
{
    private const int LeastSeeds = 2;

    // The setting that squeezes digits into a square box, in spec.json.
    private const string SquareBox = "task.squareBox";

    private static readonly ImageMeasure[] Beside = [ImageMeasure.BestLatency, ImageMeasure.RightLatency, ImageMeasure.LatencyAfterInk];

    /// <summary>One rule for each claim.</summary>
    public static IReadOnlyList<ClaimRule> Rules { get; } =
    [
        new("LAT-1", FourToFive),
        new("LAT-2", SameTendency),
        new("LAT-3", SeparateSet),
        new("MN-13", BlankLines),
        new("CON-6", (evidence, reading) => new([Mechanism(evidence), Speed(evidence)], findings =>
            Decisions.Together(evidence.Verdict("LAT-1", reading), evidence.Verdict("LAT-2", reading), Own(findings)))),
    ];

    private static (string, ReadingVerdict) Own(IReadOnlyList<Finding> findings)
    {
        Decision decision = Decisions.AllAbove(findings);
        return ("the mechanism of MN-13", new ReadingVerdict(null, decision.Outcome, decision.Why, findings));
    }

    private static IReadOnlyList<ImageModel> Both(ClaimEvidence evidence, Representation representation) =>
        [.. evidence.Rates.SelectMany(rate => ClaimEvidence.PublishedModels(representation, rate))];

    private static Draft FourToFive(ClaimEvidence evidence, OrderingReading? reading)
    {
        PublishedNumber printed = evidence.Ledger.FindNumber("TEXT/3.2/latency-gap");
        Interval stated = new((double)printed.Value!.Value, (double)printed.Upper!.Value);
        return new(
            [
                Rows(ImageMeasure.Latency) with { Stated = stated },
                .. evidence.Rates.Select(rate => Of(ImageMeasure.Latency, rate)),
                .. Beside.Select(measure => Rows(measure) with { Decides = false }),
                .. evidence.Rates.Select(Exact),
            ],
            Decisions.AllAbove);

        Finding Rows(ImageMeasure measure) => new ImageContrast(evidence, measure).Difference(
            Both(evidence, Representation.Original), Both(evidence, Representation.Transposed), $"{measure.Name}: original - transposed, both rates");

        Finding Of(ImageMeasure measure, double rate) => new ImageContrast(evidence, measure).Difference(
            [new ImageModel(Representation.Original, null, rate)],
                [new ImageModel(Representation.Transposed, null, rate)]) with
        { Decides = false };

        Finding Exact(double rate) => TwoSamples.Difference(
            evidence, $"latency: original - transposed, {ImageModel.RateText(rate)}", "steps", Values(Representation.Original, rate), Values(Representation.Transposed, rate),
            evidence.Rule.Least.SeedsForNineCells, ($"original@{ImageModel.RateText(rate)}", $"transposed@{ImageModel.RateText(rate)}")) with
        { Decides = false };

        (ImageObservation, double)[] Values(Representation representation, double rate) =>
        [
            .. from run in evidence.Runs(new ImageModel(representation, null, rate))
               where run.LastLatency is not null
               select (run, run.LastLatency!.All),
        ];
    }

    private static Draft SameTendency(ClaimEvidence evidence, OrderingReading? reading)
    {
        if (reading == OrderingReading.General)
        {
            ImageContrast latency = new(evidence, ImageMeasure.Latency);
            return new(
                [
                    .. evidence.Rates.Select(rate => latency.OverPermutations(
                        evidence.TrainedModels(Representation.OriginalPermuted, rate),
                            evidence.TrainedModels(Representation.TransposedPermuted, rate),
                        $"latency: original-permuted - transposed-permuted in general, {ImageModel.RateText(rate)}")),
                ],
                Decisions.AllAbove);
        }

        return new(
            [
                Rows(ImageMeasure.Latency, Representation.OriginalPermuted, Representation.TransposedPermuted),
                .. evidence.Rates.Select(rate => new ImageContrast(evidence, ImageMeasure.Latency).Difference(
                    ClaimEvidence.PublishedModels(Representation.OriginalPermuted, rate),
                        ClaimEvidence.PublishedModels(Representation.TransposedPermuted, rate),
                    $"latency: original-permuted - transposed-permuted, {ImageModel.RateText(rate)}") with { Decides = false }),
                Rows(ImageMeasure.Latency, Representation.Transposed, Representation.TransposedPermuted) with { Decides = false },
                .. Beside.Select(measure =>
                    Rows(measure, Representation.OriginalPermuted, Representation.TransposedPermuted) with { Decides = false }),
            ],
            Decisions.AllAbove);

        Finding Rows(ImageMeasure measure, Representation first, Representation second) => new ImageContrast(evidence, measure).Difference(
            Both(evidence, first), Both(evidence, second), $"{measure.Name}: {first.Name()} - {second.Name()}, both rates");
    }

    // The halves of the test images: equivalent within the registered steps.
    private static Draft SeparateSet(ClaimEvidence evidence, OrderingReading? reading)
    {
        double within = evidence.Figure("separate-set");
        ImageObservation[] runs = [.. evidence.Observed.PaperImages.Where(run => run.LastLatency is { Odd: not null, Even: not null })];
        Finding named = new()
        {
            What = "latency of odd less even test images, mean over runs",
            Unit = "steps",
            Runs = [.. runs.Select(run => run.Run)],
            Test = FormattableString.Invariant($"t over runs: the interval lies within {within} steps of zero"),
            Missing = ClaimEvidence.Missing("a model with the latency of odd and of even test images", runs, LeastSeeds),
        };
        if (named.Missing is not null)
        {
            return new([named], Decisions.AllAbove);
        }

        StudentEstimate mean = StudentEstimate.OfMean([.. runs.Select(run => run.LastLatency!.Odd!.Value - run.LastLatency.Even!.Value)]);
        return new([Equivalent(named with { Estimate = mean.Value, Interval = mean.Interval(evidence.Rule.Confidence.Interval) },
            within)], Decisions.AllAbove);
    }

    private static Draft BlankLines(ClaimEvidence evidence, OrderingReading? reading) =>
        new([.. InkClaims.BlankLines(evidence), Mechanism(evidence)], Decisions.AllAbove);

    // If shape is the cause, digits in a square box are read to a decision equally fast in rows and in columns.
    private static Finding Mechanism(ClaimEvidence evidence)
    {
        double within = evidence.Figure("same-latency");
        ImageObservation[] squeezed = [.. Variants.Of(evidence.Observed.Images, SquareBox, "true").Where(run => run.LastLatency is not null)];
        (Representation Representation, ImageObservation[] Runs)[] arms =
        [
            .. new[] { Representation.Original, Representation.Transposed }
                .Select(representation => (representation, squeezed.Where(run => run.Model.Representation == representation).ToArray())),
        ];
        Finding named = new()
        {
            What = "digits in a square box: latency, original - transposed",
            Unit = "steps",
            Runs = [.. arms.SelectMany(arm => arm.Runs).Select(run => run.Run)],
            Test = FormattableString.Invariant($"two one-sided t: the interval lies within {within} step of zero"),
            Missing = arms.Select(arm => ClaimEvidence.Missing($"{arm.Representation.Name()} in a square box", arm.Runs, LeastSeeds)).OfType<string>().FirstOrDefault(),
        };
        if (named.Missing is not null)
        {
            return named;
        }

        StudentEstimate gap = StudentEstimate.OfDifference(
            [.. arms[0].Runs.Select(run => run.LastLatency!.All)], [.. arms[1].Runs.Select(run => run.LastLatency!.All)]);

        // Two one-sided tests at a level are an interval at twice that level.
        return Equivalent(named with { Estimate = gap.Value, Interval = gap.Interval((2 * evidence.Rule.Confidence.Equivalence) - 1) },
            within);
    }

    // The difference in speed should go, too; but within which bounds is not registered, so it is shown and does not decide.
    private static Finding Speed(ClaimEvidence evidence)
    {
        double threshold = evidence.Figure("fast-28-3e-05");
        return TwoSamples.Difference(
            evidence, FormattableString.Invariant($"digits in a square box: epochs to {threshold}, original - transposed"), "epochs",
            Runs(Representation.Original), Runs(Representation.Transposed), LeastSeeds, ("original in a square box", "transposed in a square box")) with
        {
            Decides = false,
            Describes = true,
        };

        (ImageObservation, double)[] Runs(Representation representation) =>
        [
            .. from run in Variants.Of(evidence.Observed.Images, SquareBox, "true")
               where run.Model == new ImageModel(representation, null, evidence.Rates[0])
               select (run, (double)run.EpochsTo(threshold)),
        ];
    }

    private static Finding Equivalent(Finding finding, double within) => finding with
    {
        IsDecided = true,
        Side = finding.Interval is not { } interval ? Side.Open
            : interval.Low >= -within && interval.High <= within ? Side.Above
            : interval.Low > within || interval.High < -within ? Side.Below
            : Side.Open,
    };
}
