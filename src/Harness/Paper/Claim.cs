namespace RnnMemory.Paper;

/// <summary>A sentence of the paper that claims something.</summary>
public sealed record Claim
{
    /// <summary>E.g. "INC-10".</summary>
    public required string Id { get; init; }

    /// <summary>E.g. "Abstract", "3.1", "Table 4".</summary>
    public required string Section { get; init; }

    /// <summary>At most twelve of the paper's words.</summary>
    public required string Quotation { get; init; }

    /// <summary>What the sentence asserts, in our words.</summary>
    public required string Asserts { get; init; }

    /// <summary>What the paper's own tables say of it.</summary>
    public required PaperEvidence Evidence { get; init; }

    /// <summary>The arithmetic behind <see cref="Evidence"/>.</summary>
    public required string EvidenceNote { get; init; }

    /// <summary>What kind of statement it is.</summary>
    public required ClaimKind Kind { get; init; }

    /// <summary>What is measured.</summary>
    public required string Quantity { get; init; }

    /// <summary>What the claim says of the quantity.</summary>
    public required ClaimDirection Direction { get; init; }

    /// <summary>How it is tested.</summary>
    public required string Test { get; init; }

    /// <summary>Id of the Holm family of its p-values; null if it has none.</summary>
    public required string? Holm { get; init; }

    /// <summary>The readings that get a verdict each; empty where permutations have no part in it.</summary>
    public required IReadOnlyList<OrderingReading> Readings { get; init; }

    /// <summary>Ids of the assumptions it leans on.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>Why it cannot be measured; null if it can.</summary>
    public required string? NotMeasurable { get; init; }
}

/// <summary>What the paper's own tables say of a claim.</summary>
public enum PaperEvidence
{
    /// <summary>They give the claimed quantity.</summary>
    Supported,

    /// <summary>True once a slip is repaired.</summary>
    SupportedCorrected,

    /// <summary>They give something else.</summary>
    Contradicted,

    /// <summary>They give it for some cases only.</summary>
    Partly,

    /// <summary>It rests on a figure that is a picture, or on nothing reported.</summary>
    NotCheckable,

    /// <summary>It can be proved without training.</summary>
    Provable,

    /// <summary>Asserted, never measured.</summary>
    Untested,

    /// <summary>A result of others.</summary>
    Cited,
}

/// <summary>What kind of statement a claim is.</summary>
public enum ClaimKind
{
    /// <summary>One case is better, earlier or faster than another.</summary>
    Ordering,

    /// <summary>A quantity has a stated size, or lies in a stated range.</summary>
    Size,

    /// <summary>Something about the task, the data or the code that a test or a count shows.</summary>
    Property,

    /// <summary>Something that the printed tables themselves confirm or contradict.</summary>
    Arithmetic,

    /// <summary>A statement that no run of ours can decide.</summary>
    Statement,
}

/// <summary>What a claim says of its quantity.</summary>
public enum ClaimDirection
{
    /// <summary>Above zero.</summary>
    Positive,

    /// <summary>Below zero.</summary>
    Negative,

    /// <summary>Zero, within the margin.</summary>
    Zero,

    /// <summary>Within the stated range, or equal to the stated value.</summary>
    Stated,

    /// <summary>The property holds.</summary>
    Holds,

    /// <summary>Nothing that could be measured.</summary>
    None,
}

/// <summary>What "a permutation" means in a claim.</summary>
public enum OrderingReading
{
    /// <summary>The authors' three permutations, which are fixed.</summary>
    Authors,

    /// <summary>Random permutations in general, of which the trained ones are a sample.</summary>
    General,
}
