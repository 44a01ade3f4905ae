using System.Text.Json;
using RnnMemory.Measures;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Paper.Observed;

/// <summary>What was observed of the paper's models and of their variants: the input of all verdicts.</summary>
/// <param name="Images">Networks of section 3.2, of every recorded seed, sorted by model and seed.</param>
/// <param name="Increments">Networks of section 3.1, sorted likewise.</param>
public sealed record RunObservations(IReadOnlyList<ImageObservation> Images, IReadOnlyList<IncrementObservation> Increments)
{
    /// <summary>The content of paper.json, for published numbers that are settings; null if it was not read.</summary>
    public JsonElement? Settings { get; init; }

    /// <summary>The paper's models of section 3.1, in the plan's order, trained or not.</summary>
    public IReadOnlyList<IncrementModel> PlannedIncrements { get; init; } = [];

    private static readonly LatencyMeasure Latency = new();
    private static readonly LatencyOfHalvesMeasure Halves = new();
    private static readonly LastInkMeasure LastInk = new();
    private static readonly TestClassesMeasure Classes = new();
    private static readonly InkMeasure InkOfImages = new();

    /// <summary>Where the test images of MNIST have ink; null if no run has that measure.</summary>
    public Ink? Ink { get; init; }

    /// <summary>All runs.</summary>
    public IEnumerable<Observation> All => Images.Concat<Observation>(Increments);

    /// <summary>Networks of section 3.2 with the paper's settings; permutations beyond the authors' three are among them.</summary>
    public IEnumerable<ImageObservation> PaperImages => Images.Where(image => image.Differences.Count == 0);

    /// <summary>Networks of section 3.1 with the paper's settings.</summary>
    public IEnumerable<IncrementObservation> PaperIncrements => Increments.Where(increment => increment.Differences.Count == 0);

    /// <summary>The measures that verdicts use of a run, where they are stored.</summary>
    public static IReadOnlyList<Measure> MeasuresOf(RunSpec spec) =>
        spec.Task is not ImageTaskSpec ? [] : spec.Model.Inputs == 1 ? [Classes] : [Classes, LastInk, Latency, Halves, InkOfImages];

    /// <summary>
    /// The observations of measured runs. A run on another data set, of another size of the task, or of a shorter profile is a variant
    /// like any other: its settings differ.
    /// </summary>
    /// <param name="runs">The runs, with those of <see cref="MeasuresOf"/> that are stored.</param>
    /// <param name="paper">The paper's plan: runs of both experiments.</param>
    public static RunObservations Of(IReadOnlyList<MeasuredRun> runs, IReadOnlyList<RunSpec> paper)
    {
        SettingDifferences images = new([.. paper.Where(spec => spec.Task is ImageTaskSpec)]);
        SettingDifferences increments = new([.. paper.Where(spec => spec.Task is IncrementTaskSpec)]);
        return new RunObservations(
            [
                .. runs.AsParallel().Where(run => run.Run.Spec.Task is ImageTaskSpec).Select(run => Image(run, images.Of(run.Run.Spec)))
                    .OrderBy(image => image.Model.Representation).ThenBy(image => image.Model.Permutation)
                    .ThenByDescending(image => image.Model.LearningRate).ThenBy(image => image.Seed)
                        .ThenBy(image => image.Run, StringComparer.Ordinal),
            ],
            [
                .. runs.AsParallel().Where(run => run.Run.Spec.Task is IncrementTaskSpec && run.Run.Epochs.Count > 0)
                    .Select(run => Increment(run.Run, increments.Of(run.Run.Spec)))
                    .OrderBy(increment => increment.Model.Name, StringComparer.Ordinal).ThenBy(increment => increment.Seed)
                    .ThenBy(increment => increment.Run, StringComparer.Ordinal),
            ])
        {
            Ink = runs.Where(run => run.Has(InkOfImages) && images.Of(run.Run.Spec).Count == 0).Select(run => run.Of(InkOfImages))
                .FirstOrDefault(),
            PlannedIncrements = [.. paper.Where(spec => spec.Task is IncrementTaskSpec).Select(ModelOf).Distinct()],
        };
    }

    private static IncrementModel ModelOf(RunSpec spec)
    {
        var task = (IncrementTaskSpec)spec.Task;
        return new IncrementModel(new IncrementSize(task.Base, task.Digits), spec.Model.Cell.Name, task.Order);
    }

    /// <summary>The runs of the paper's models as verdicts on published numbers take them.</summary>
    public Observations OfNumbers() => new(
        from image in PaperImages
        group image by new PublishedModel(image.Model.Representation.Name(), image.Model.Permutation, image.Model.LearningRate) into model
        select new ModelObservations(model.Key, model.Select(OfNumber)))
    {
        Settings = Settings,
    };

    private static SeedObservation OfNumber(ImageObservation image) => new()
    {
        Seed = image.Seed,
        Run = image.Run,
        BestEpoch = image.BestEpoch,
        TestAccuracy = image.BestTestAccuracy,
        TrainingAccuracy = image.Accuracy ?? double.NaN,
        TrainingLoss = image.Loss ?? double.NaN,
        TestLoss = image.TestLoss ?? double.NaN,
        TestAccuracies = image.TestAccuracies,
        Latency = image.LastLatency?.All,
        CollapsedAt = image.CollapsedAt,
    };

    private static ImageObservation Image(MeasuredRun measured, IReadOnlyList<SettingDifference> differences)
    {
        FinishedRun run = measured.Run;
        var task = (ImageTaskSpec)run.Spec.Task;
        EpochRecord? best = run.Kept(KeptEpoch.Best);
        int missed = run.Spec.Epochs - run.Epochs.Count;
        double afterDivergence = missed > 0 && measured.Has(Classes) ? measured.Of(Classes).Share(0) : 0;
        return new ImageObservation
        {
            Run = run.Spec.Id,
            Seed = run.Spec.Seed,
            Differences = differences,
            ContentHash = new(() => RecordContent.Hash(run.Epochs, run.Divergence)),
            Diverged = run.Divergence is not null,
            Model = new ImageModel(
                task.Representation, task.Representation.IsPermuted() ? task.Permutation : null, run.Spec.Optimizer.LearningRate),
            TestAccuracies =
            [
                .. run.Epochs.Select(epoch => epoch.Metrics[ImageMetrics.TestAccuracy]), .. Enumerable.Repeat(afterDivergence, missed),
            ],
            Halves = HalvesOf(run.Epochs),
            BestEpoch = best?.Epoch ?? 0,
            Accuracy = best?.Accuracy,
            Loss = best?.Loss,
            TestLoss = best?.Metrics[ImageMetrics.TestLoss],
            FrozenFrom = run.Epochs.FirstOrDefault(epoch => epoch.Frozen)?.Epoch,
            LastLatency = measured.Has(Latency)
                ? Observed(measured.Of(Latency, KeptEpoch.Last), measured.Has(Halves) ? measured.Of(Halves, KeptEpoch.Last) : null) : null,
            BestLatency = measured.Has(Latency) ? Observed(measured.Of(Latency, KeptEpoch.Best)) : null,
            LastInk = measured.Has(LastInk) ? measured.Of(LastInk).MeanStep : null,
        };
    }

    // Empty unless every epoch has both halves: an epoch can only be chosen from all.
    private static IReadOnlyList<HalfAccuracies> HalvesOf(IReadOnlyList<EpochRecord> epochs)
    {
        HalfAccuracies[] halves =
        [
            .. from epoch in epochs
               let diagnostics = epoch.Diagnostics
               where diagnostics is not null && diagnostics.ContainsKey(ImageMetrics.TestAccuracyOfEven)
                   && diagnostics.ContainsKey(ImageMetrics.TestAccuracyOfOdd)
               select new HalfAccuracies(diagnostics[ImageMetrics.TestAccuracyOfEven], diagnostics[ImageMetrics.TestAccuracyOfOdd]),
        ];
        return halves.Length == epochs.Count ? halves : [];
    }

    private static ObservedLatency? Observed(Latency? latency, LatencyOfHalves? halves = null) => latency is null ? null
        : new(latency.Mean, latency.MeanOfCorrect) { Even = halves?.Even, Odd = halves?.Odd };

    private static IncrementObservation Increment(FinishedRun run, IReadOnlyList<SettingDifference> differences)
    {
        var task = (IncrementTaskSpec)run.Spec.Task;
        return new IncrementObservation
        {
            Run = run.Spec.Id,
            Seed = run.Spec.Seed,
            Differences = differences,
            ContentHash = new(() => RecordContent.Hash(run.Epochs, run.Divergence)),
            Diverged = run.Divergence is not null,
            Model = ModelOf(run.Spec),
            Final = run.Last.Metrics,
            IsStuck = run.Divergence is null && IncrementBaselines.IsStuck(task, run.Last.Metrics[IncrementMetrics.SecondHalf]),
            LiveUnits = run.Last.Diagnostics is { } diagnostics && diagnostics.TryGetValue(IncrementMetrics.LiveUnits, out double live)
                ? (int)live : null,
            Curve = new LearningCurve(run, IncrementMetrics.SecondHalf).Points,
            Copying = IncrementBaselines.Copying(task).ByName(),
            WithoutCarry = IncrementBaselines.LowestDigitOnly(task).ByName(),
        };
    }
}
