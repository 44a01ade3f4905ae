namespace RnnMemory.Paper.Observed;

/// <summary>A trained network of section 3.2.</summary>
public sealed record ImageObservation : Observation
{
    // A run that ends so far below its best epoch has collapsed: the difference is not noise.
    private const double Collapse = 0.1;

    /// <summary>What was trained.</summary>
    public required ImageModel Model { get; init; }

    /// <summary>
    /// Test accuracy (vacc) after each epoch. The epochs that a diverged run missed count as the share of class 0 (assumption C5).
    /// </summary>
    public required IReadOnlyList<double> TestAccuracies { get; init; }

    /// <summary>Test accuracy on even and odd test images after each epoch; empty in records without diagnostics.</summary>
    public IReadOnlyList<HalfAccuracies> Halves { get; init; } = [];

    /// <summary>The first epoch with the highest test accuracy, counted from 0 (assumptions B9 and C8).</summary>
    public required int BestEpoch { get; init; }

    /// <summary>acc of that epoch, while the weights move (assumption C9).</summary>
    public double? Accuracy { get; init; }

    /// <summary>loss of that epoch, while the weights move.</summary>
    public double? Loss { get; init; }

    /// <summary>vloss of that epoch.</summary>
    public double? TestLoss { get; init; }

    /// <summary>The epoch, counted from 0, from which no parameter moves any more; null if there is none.</summary>
    public int? FrozenFrom { get; init; }

    /// <summary>Latency after the last epoch; null if it was not measured.</summary>
    public ObservedLatency? LastLatency { get; init; }

    /// <summary>Latency after the best epoch; null if it was not measured.</summary>
    public ObservedLatency? BestLatency { get; init; }

    /// <summary>The mean step of the last ink in its representation, in steps (assumption D7); null if it was not measured.</summary>
    public double? LastInk { get; init; }

    /// <summary>vacc of the best epoch.</summary>
    public double BestTestAccuracy => TestAccuracies[BestEpoch];

    /// <summary>vacc after the last epoch.</summary>
    public double LastTestAccuracy => TestAccuracies[^1];

    /// <summary>Mean vacc over all epochs: the area under the curve.</summary>
    public double MeanTestAccuracy => TestAccuracies.Average();

    /// <summary>Whether it stopped learning for good or ended far below its best epoch.</summary>
    public bool Collapsed => CollapsedAt is not null;

    /// <summary>
    /// The first epoch, counted from 0, after which it learned nothing any more: the one before it froze, or its best epoch if it diverged
    /// or ended far below that. Null if it learned to the end.
    /// </summary>
    public int? CollapsedAt => FrozenFrom is { } frozen ? frozen - 1 : Diverged || BestTestAccuracy - LastTestAccuracy > Collapse
        ? BestEpoch : null;

    /// <summary>The first epoch, counted from 1, whose vacc reaches a threshold; one more than were trained if none does.</summary>
    public int EpochsTo(double threshold) =>
        Measures.Convergence.EpochsTo(threshold, TestAccuracies) ?? TestAccuracies.Count + 1;
}

/// <summary>Steps until a network's answers no longer change (Table 2).</summary>
/// <param name="All">Mean over all test images.</param>
/// <param name="Right">Mean over those named right at the last step; null if there is none (assumption D4).</param>
public sealed record ObservedLatency(double All, double? Right)
{
    /// <summary>Mean over the test images with odd numbers; null if it was not measured.</summary>
    public double? Odd { get; init; }

    /// <summary>Mean over those with even numbers; null if it was not measured.</summary>
    public double? Even { get; init; }
}
