using RnnMemory.Paper.Observed;
using RnnMemory.Streams;
using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>What claims are judged by.</summary>
/// <param name="ledger">Claims, published numbers and the rule.</param>
/// <param name="observed">The runs.</param>
/// <param name="numbers">The verdicts on published numbers.</param>
/// <param name="verdictOf">The verdict of another claim, for claims that follow from others.</param>
internal sealed class ClaimEvidence(
    Ledger ledger, RunObservations observed, NumberVerdicts numbers, Func<string, OrderingReading?, ReadingVerdict> verdictOf)
{
    private readonly ILookup<ImageModel, ImageObservation> images = observed.PaperImages.ToLookup(image => image.Model);

    private readonly ILookup<IncrementModel, IncrementObservation> increments =
        observed.PaperIncrements.ToLookup(increment => increment.Model);

    /// <summary>The registered data.</summary>
    public Ledger Ledger => ledger;

    /// <summary>The rule.</summary>
    public VerdictRule Rule => ledger.Rule;

    /// <summary>All runs, variants too.</summary>
    public RunObservations Observed => observed;

    /// <summary>The verdicts on published numbers.</summary>
    public NumberVerdicts Numbers => numbers;

    /// <summary>Level of significance, e.g. 0.05.</summary>
    public double Level => 1 - Rule.Confidence.Difference;

    /// <summary>The paper's two learning rates, the higher one first.</summary>
    public IReadOnlyList<double> Rates { get; } = [.. Published.Table3.Select(row => row.LearningRate).Distinct().OrderDescending()];

    /// <summary>The paper's sizes of the increment task.</summary>
    public IReadOnlyList<IncrementSize> Sizes { get; } = [.. observed.PlannedIncrements.Select(model => model.Size).Distinct()];

    /// <summary>The paper's cells of the increment task.</summary>
    public IReadOnlyList<string> Cells { get; } = [.. observed.PlannedIncrements.Select(model => model.Cell).Distinct()];

    /// <summary>The paper's image models of a representation and a rate.</summary>
    public static IReadOnlyList<ImageModel> PublishedModels(Representation representation, double rate) =>
    [
        .. Published.Table3.Where(row => row.Representation == representation.Name() && row.LearningRate == rate)
            .Select(row => new ImageModel(representation, row.Permutation, rate)).OrderBy(model => model.Permutation),
    ];

    /// <summary>All image models with a run, of a representation and a rate; permutations beyond the authors' three too.</summary>
    public IReadOnlyList<ImageModel> TrainedModels(Representation representation, double rate) =>
    [
        .. images.Select(group => group.Key).Where(model => model.Representation == representation && model.LearningRate == rate)
            .OrderBy(model => model.Permutation),
    ];

    /// <summary>The models of a reading: the authors' permutations, or every trained one.</summary>
    public IReadOnlyList<ImageModel> ModelsOf(Representation representation, double rate, OrderingReading? reading) =>
        reading == OrderingReading.General ? TrainedModels(representation, rate) : PublishedModels(representation, rate);

    /// <summary>The runs of an image model.</summary>
    public IReadOnlyList<ImageObservation> Runs(ImageModel model) => [.. images[model]];

    /// <summary>Image models with a run, grouped for pooling: as many steps and the same rate.</summary>
    public IEnumerable<IReadOnlyList<ImageObservation>> Pool(ImageModel like) =>
        images.Where(group => group.Key.Steps == like.Steps && group.Key.LearningRate == like.LearningRate)
            .Select(group => group.ToArray());

    /// <summary>Whether a model reads a pixel in each step.</summary>
    public static bool ReadsPixels(ImageModel model) =>
        model.Representation.Base() is Representation.Flattened or Representation.TransposedFlattened;

    /// <summary>Whether runs of that kind may collapse, so that their scores are no sample of one distribution.</summary>
    public bool MayCollapse(ImageModel model) => Rule.FamilyOf(model.Steps, model.LearningRate) is { Margin: null };

    /// <summary>The runs of an increment model.</summary>
    public IReadOnlyList<IncrementObservation> Runs(IncrementModel model) => [.. increments[model]];

    /// <summary>A figure of the rule.</summary>
    public double Figure(string id) => (double)Rule.Thresholds.Single(threshold => threshold.Id == id).Value;

    /// <summary>The verdict of another claim in the same reading, or its only one.</summary>
    public (string Claim, ReadingVerdict Verdict) Verdict(string claim, OrderingReading? reading) => (claim, verdictOf(claim, reading));

    /// <summary>Random words for a test that cannot count all arrangements.</summary>
    public static RandomStream Stream(string test) => new(0, $"verdict/{test}");

    /// <summary>What is missing if a model has fewer runs than needed; null if nothing is.</summary>
    public static string? Missing(string model, IReadOnlyCollection<Observation> runs, int needed)
    {
        long[] seeds = [.. runs.Select(run => run.Seed).Distinct().Order()];
        return seeds.Length >= needed ? null
            : $"needs {needed} seed{(needed == 1 ? "" : "s")} of {model}: have {Seeds(seeds)}";
    }

    /// <summary>Seeds in words: "none", "seed 0" or "seeds 0, 1".</summary>
    public static string Seeds(IEnumerable<long> seeds)
    {
        long[] distinct = [.. seeds.Distinct().Order()];
        return distinct.Length == 0 ? "none" : $"seed{(distinct.Length == 1 ? "" : "s")} {string.Join(", ", distinct)}";
    }
}
