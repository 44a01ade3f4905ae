using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>One quantity of one model over its seeds.</summary>
public sealed record ModelEstimate
{
    /// <summary>The model.</summary>
    public required PublishedModel Model { get; init; }

    /// <summary>Id of the family over which its spread is pooled.</summary>
    public required string Family { get; init; }

    /// <summary>The scale of everything below but <see cref="Seeds"/>.</summary>
    public required Scale Scale { get; init; }

    /// <summary>The plain values by seed.</summary>
    public required IReadOnlyList<SeedValue> Seeds { get; init; }

    /// <summary>The same values on the scale.</summary>
    public required IReadOnlyList<double> Places { get; init; }

    /// <summary>m; not a number without seeds, or if a value has no place on the scale.</summary>
    public required double Mean { get; init; }

    /// <summary>s; null with fewer than two seeds.</summary>
    public required double? Deviation { get; init; }

    /// <summary>s̃² with its degrees of freedom; null if no model of the family has two seeds, or if there is no mean.</summary>
    public required Spread? Moderated { get; init; }

    /// <summary>Degrees of freedom that the runs of the family give its spread; 0 if no model has two seeds.</summary>
    public required int FamilyFreedom { get; init; }

    /// <summary>Why there is no spread; null if there is one.</summary>
    public string? Missing =>
        Seeds.Count == 0 ? $"There is no run of {Name}."
        : !double.IsFinite(Mean) ? $"A value of {Name} has no place on the scale."
        : Moderated is null ? $"No model of the family {Family} has two seeds."
        : null;

    /// <summary>
    /// What a further run could give: m with the standard error s̃ √(1 + 1/S). Only where nothing is <see cref="Missing"/>.
    /// </summary>
    public StudentEstimate Predictive =>
        new(Mean, Math.Sqrt(Moderated!.Value.Variance * (1 + (1.0 / Seeds.Count))), Moderated!.Value.Freedom);

    private string Name => PublishedNumbers.NameOf(Model);
}
