using System.Text.Json.Serialization;

namespace RnnMemory.Paper;

/// <summary>Scores of a model at its best epoch, as the paper prints them.</summary>
public record PublishedScore
{
    /// <summary>The model's name in the paper.</summary>
    public required string PaperLabel { get; init; }

    /// <summary>Name of its representation.</summary>
    public required string Representation { get; init; }

    /// <summary>The epoch with the highest test accuracy; the paper does not say whether it counts from 0 or 1 (assumption C8).</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Training accuracy while the weights move.</summary>
    [JsonPropertyName("acc")]
    public required decimal Accuracy { get; init; }

    /// <summary>Test accuracy.</summary>
    [JsonPropertyName("vacc")]
    public required decimal TestAccuracy { get; init; }

    /// <summary>Training loss while the weights move.</summary>
    public required decimal Loss { get; init; }

    /// <summary>Test loss.</summary>
    [JsonPropertyName("vloss")]
    public required decimal TestLoss { get; init; }
}

/// <summary>A row of Table 3: the scores of one trained model.</summary>
public sealed record PublishedRun : PublishedScore
{
    /// <summary>Index of its permutation; null if nothing is permuted.</summary>
    public required int? Permutation { get; init; }

    /// <summary>B, the sequences of a minibatch.</summary>
    public required int Batch { get; init; }

    /// <summary>H, the number of hidden units.</summary>
    public required int Hidden { get; init; }

    /// <summary>lr, RMSprop's learning rate.</summary>
    [JsonPropertyName("lr")]
    public required double LearningRate { get; init; }
}

/// <summary>A row of Table 2.</summary>
public sealed record PublishedLatency
{
    /// <summary>The row's name in the paper.</summary>
    public required string PaperLabel { get; init; }

    /// <summary>Name of the representation.</summary>
    public required string Representation { get; init; }

    /// <summary>Mean latency of each model, in steps; their order says nothing about permutation or learning rate.</summary>
    public required IReadOnlyList<double> Values { get; init; }
}
