using System.Text.Json;

namespace RnnMemory.Paper.Verdicts;

/// <summary>Everything that verdicts are computed from. How runs are stored plays no part.</summary>
public sealed class Observations
{
    private readonly Dictionary<PublishedModel, ModelObservations> models;

    /// <param name="models">The models that were trained, each once.</param>
    /// <exception cref="ArgumentException">A model comes twice.</exception>
    public Observations(IEnumerable<ModelObservations> models) =>
        this.models = models.ToDictionary(model => model.Model);

    /// <summary>The models that were trained.</summary>
    public IReadOnlyCollection<ModelObservations> Models => models.Values;

    /// <summary>The content of paper.json, for the numbers that are settings; null if it was not read.</summary>
    public JsonElement? Settings { get; init; }

    /// <summary>Decisions on claims, for the numbers that share a claim's verdict; by the claim's id. Readings may have one each.</summary>
    public ILookup<string, ClaimDecision> Claims { get; init; } = Array.Empty<ClaimDecision>().ToLookup(_ => "");

    /// <summary>The runs of a model in the order of their seeds; empty if there are none.</summary>
    public IReadOnlyList<SeedObservation> Of(PublishedModel model) =>
        models.TryGetValue(model, out ModelObservations? found) ? found.Seeds : [];
}

/// <summary>The runs of one model, one for each seed.</summary>
public sealed record ModelObservations
{
    /// <param name="model">Representation, permutation and learning rate.</param>
    /// <param name="seeds">Its runs.</param>
    /// <exception cref="ArgumentException">A seed comes twice.</exception>
    public ModelObservations(PublishedModel model, IEnumerable<SeedObservation> seeds)
    {
        Model = model;
        Seeds = [.. seeds.OrderBy(run => run.Seed)];
        if (Seeds.DistinctBy(run => run.Seed).Count() < Seeds.Count)
        {
            throw new ArgumentException($"A seed of {model} comes twice.", nameof(seeds));
        }
    }

    /// <summary>Representation, permutation and learning rate.</summary>
    public PublishedModel Model { get; }

    /// <summary>Its runs in the order of their seeds.</summary>
    public IReadOnlyList<SeedObservation> Seeds { get; }
}

/// <summary>What was observed of one run. Epochs are counted from 0.</summary>
public sealed record SeedObservation
{
    /// <summary>The run's seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>The epoch with the highest test accuracy.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Test accuracy after that epoch.</summary>
    public required double TestAccuracy { get; init; }

    /// <summary>Training accuracy in that epoch, while the weights move.</summary>
    public required double TrainingAccuracy { get; init; }

    /// <summary>Training loss in that epoch, while the weights move.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>Test loss after that epoch.</summary>
    public required double TestLoss { get; init; }

    /// <summary>Test accuracy after each epoch.</summary>
    public required IReadOnlyList<double> TestAccuracies { get; init; }

    /// <summary>Mean latency after the last epoch, in steps; null if it was not measured.</summary>
    public double? Latency { get; init; }

    /// <summary>The first epoch after which the run learns nothing any more; null if it learns to the end.</summary>
    public int? CollapsedAt { get; init; }

    /// <summary>The run's value of a quantity of Tables 2 and 3; null if it was not measured.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A run has no value of that quantity.</exception>
    public double? ValueOf(PublishedQuantity quantity) => quantity switch
    {
        PublishedQuantity.TestAccuracy => TestAccuracy,
        PublishedQuantity.TrainingAccuracy => TrainingAccuracy,
        PublishedQuantity.TestLoss => TestLoss,
        PublishedQuantity.TrainingLoss => TrainingLoss,
        PublishedQuantity.BestEpoch => BestEpoch,
        PublishedQuantity.Latency => Latency,
        _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "A run has no value of that quantity."),
    };
}
