namespace RnnMemory.Training;

/// <summary>The rule by which a best epoch is chosen: the first with the largest value of a metric (assumption B9).</summary>
public static class BestEpoch
{
    /// <summary>The best of these epochs.</summary>
    /// <param name="epochs">Epochs in their order; one without the metric is never the best, unless all are.</param>
    /// <param name="metric">Name of the metric.</param>
    /// <exception cref="InvalidOperationException">There is no epoch.</exception>
    public static EpochRecord Of(IEnumerable<EpochRecord> epochs, string metric) =>
        epochs.MaxBy(epoch => epoch.Metrics.GetValueOrDefault(metric, double.NaN)) ?? throw new InvalidOperationException("No epoch is the best of none.");
}
