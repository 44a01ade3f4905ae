namespace RnnMemory.Paper.Verdicts;

/// <summary>The verdict on one published number with everything that led to it.</summary>
public sealed record NumberVerdict
{
    /// <summary>The number: id, printed text, unit, method, family.</summary>
    public required PublishedNumber Number { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>On which side ours lies, where it differs; null otherwise.</summary>
    public Direction? Direction { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Our plain values by seed; empty where there are none.</summary>
    public IReadOnlyList<SeedValue> Values { get; init; } = [];

    /// <summary>The two questions; null where they are not asked.</summary>
    public Comparison? Comparison { get; init; }

    /// <summary>For a derived number with a member that may collapse: the same without that member. Null otherwise.</summary>
    public Comparison? WithoutCollapsing { get; init; }

    /// <summary>
    /// For a derived number that the paper's own tables contradict: the verdict on what they really give. Null otherwise.
    /// </summary>
    public NumberVerdict? Corrected { get; init; }

    /// <summary>For a value of Table 2: its row as a sorted set. Null otherwise.</summary>
    public SortedSet? SortedSet { get; init; }

    /// <summary>For a model that may collapse. Null otherwise.</summary>
    public Collapse? Collapse { get; init; }

    /// <summary>Ids of the assumptions that the number leans on.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }
}
