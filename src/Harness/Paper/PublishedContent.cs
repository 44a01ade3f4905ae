using System.Text.Json.Serialization;

namespace RnnMemory.Paper;

/// <summary>What published.json holds: the paper, its four tables and the numbers of its text.</summary>
internal sealed record PublishedContent
{
    public required PublishedPaper Paper { get; init; }

    [JsonPropertyName("table1")]
    public required PublishedCases Table1 { get; init; }

    [JsonPropertyName("table2")]
    public required PublishedTable<PublishedLatency> Table2 { get; init; }

    [JsonPropertyName("table3")]
    public required PublishedTable<PublishedRun> Table3 { get; init; }

    [JsonPropertyName("table4")]
    public required PublishedTable<PublishedScore> Table4 { get; init; }

    public required IReadOnlyList<PublishedNumber> Text { get; init; }
}

/// <summary>What the numbers were read from.</summary>
internal sealed record PublishedPaper
{
    public required string Title { get; init; }

    public required IReadOnlyList<string> Authors { get; init; }

    public required int Year { get; init; }

    public required string Code { get; init; }

    public required string CodeCommit { get; init; }

    /// <summary>SHA-256 of the text that the numbers were read from; it has no figures.</summary>
    public required string TextSha256 { get; init; }
}

/// <summary>Ids of the assumptions that a table's numbers lean on.</summary>
internal sealed record TableAssumptions
{
    public required IReadOnlyList<string> All { get; init; }

    /// <summary>Numbers of permuted models, in addition.</summary>
    public required IReadOnlyList<string> Permuted { get; init; }

    /// <summary>Numbers of models that read a pixel in each step, in addition.</summary>
    public required IReadOnlyList<string> Pixels { get; init; }

    public IReadOnlyList<string> Of(string representation) =>
        [.. All, .. representation.Contains("permuted") ? Permuted : [], .. representation.Contains("flattened") ? Pixels : []];
}

/// <summary>Table 1.</summary>
internal sealed record PublishedCases
{
    public required IReadOnlyList<string> Cases { get; init; }
}

/// <summary>A table of numbers.</summary>
internal sealed record PublishedTable<T>
{
    /// <summary>Digits after the point of all its values but epochs. The paper drops a last zero in Table 2.</summary>
    public required int Decimals { get; init; }

    public required TableAssumptions Assumptions { get; init; }

    public required IReadOnlyList<T> Rows { get; init; }
}
