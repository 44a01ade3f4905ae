using System.Text.Json;
using System.Text.Json.Serialization;

namespace RnnMemory.Paper;

/// <summary>
/// The numbers that the paper prints, from the embedded published.json, the program's only source of numbers to compare with.
/// </summary>
public static class Published
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly Content Json = Read();

    /// <summary>Table 2: average latency, one unlabelled value per trained model (assumption D5).</summary>
    public static IReadOnlyList<PublishedLatency> Table2 => Json.Table2.Rows;

    /// <summary>Table 3: the best epoch of each of the 26 models.</summary>
    public static IReadOnlyList<PublishedRun> Table3 => Json.Table3.Rows;

    /// <summary>Table 4: the best model of each representation.</summary>
    public static IReadOnlyList<PublishedScore> Table4 => Json.Table4.Rows;

    private static Content Read()
    {
        using Stream json = typeof(Published).Assembly.GetManifestResourceStream("RnnMemory.Paper.published.json")
            ?? throw new InvalidOperationException("The library was built without published.json.");
        return JsonSerializer.Deserialize<Content>(json, Options)!;
    }

    private sealed record Content
    {
        [JsonPropertyName("table2")]
        public required PublishedTable<PublishedLatency> Table2 { get; init; }

        [JsonPropertyName("table3")]
        public required PublishedTable<PublishedRun> Table3 { get; init; }

        [JsonPropertyName("table4")]
        public required PublishedTable<PublishedScore> Table4 { get; init; }
    }

    private sealed record PublishedTable<T>
    {
        public required IReadOnlyList<T> Rows { get; init; }
    }
}

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
    /// <summary>Name of the representation.</summary>
    public required string Representation { get; init; }

    /// <summary>Mean latency of each model, in steps; their order says nothing about permutation or learning rate.</summary>
    public required IReadOnlyList<double> Values { get; init; }
}
