using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>What is reported of a model that may collapse.</summary>
public sealed record Collapse
{
    /// <summary>Our runs of the model.</summary>
    public required int Runs { get; init; }

    /// <summary>How many of them collapsed.</summary>
    public required int Collapsed { get; init; }

    /// <summary>The exact interval of the share that collapses; null without a run.</summary>
    public required Interval? Share { get; init; }

    /// <summary>For an epoch: best epochs of all our runs of the family less the paper's, tested by permutation. Null otherwise.</summary>
    public PermutationResult? BestEpochs { get; init; }

    /// <summary>For a vacc: our runs' best vacc up to the paper's epoch, of those that still learned there. Empty otherwise.</summary>
    public IReadOnlyList<SeedValue> RunningBest { get; init; } = [];

    /// <summary>For a vacc: the two-sided p-value of the paper's rank among these. Null otherwise.</summary>
    public double? Rank { get; init; }
}
