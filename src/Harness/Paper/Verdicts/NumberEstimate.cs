using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>What our runs give for one number of Table 3 or for the mean of a row of Table 2.</summary>
internal sealed record NumberEstimate
{
    /// <summary>The scale of everything but <see cref="Seeds"/>.</summary>
    public required Scale Scale { get; init; }

    /// <summary>The plain values by seed.</summary>
    public required IReadOnlyList<SeedValue> Seeds { get; init; }

    /// <summary>m, se and degrees of freedom (steps 1 to 3 of the rule); null if something is missing.</summary>
    public StudentEstimate? Predictive { get; init; }

    /// <summary>s; null with fewer than two seeds.</summary>
    public double? Deviation { get; init; }

    /// <summary>s̃.</summary>
    public double? Moderated { get; init; }

    /// <summary>Degrees of freedom that the runs of the family give its spread; the least of several families.</summary>
    public int FamilyFreedom { get; init; }

    /// <summary>Why there is no estimate; null if there is one.</summary>
    public string? Missing { get; init; }
}
