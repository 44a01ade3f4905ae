namespace RnnMemory.Paper.Observed;

/// <summary>What verdicts use of one finished run.</summary>
public abstract record Observation
{
    /// <summary>The run's id, to be shown; no decision reads it.</summary>
    public required string Run { get; init; }

    /// <summary>Its seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Its settings that are not the paper's; empty for a model of the paper.</summary>
    public IReadOnlyList<SettingDifference> Differences { get; init; } = [];

    /// <summary>
    /// SHA-256 of its epochs' records; two runs with the same one have the same figures. Computed when it is asked for, since no verdict
    /// needs it and all of them together take half a second.
    /// </summary>
    public Lazy<string> ContentHash { get; init; } = new("");

    /// <summary>Whether a value became infinite or NaN in training.</summary>
    public bool Diverged { get; init; }
}
