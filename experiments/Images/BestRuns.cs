using RnnMemory.Reports;

namespace RnnMemory.Experiments.Images;

/// <summary>The best runs of each representation, which Table 4, Fig. 9 and the damage curves show.</summary>
internal static class BestRuns
{
    /// <summary>
    /// For each representation and seed, in the order of the runs, the first run with the highest test accuracy: each seed chooses its
    /// own, as the paper does with its one.
    /// </summary>
    public static IReadOnlyList<ImageRun> Of(IEnumerable<ImageRun> runs) =>
        [.. runs.GroupBy(run => (run.Row.Representation, run.Seed)).Select(group => group.MaxBy(run => run.BestTestAccuracy)!)];

    /// <summary>
    /// For each representation, in the order of the runs, the model with the highest mean of its seeds' test accuracies: its runs.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<ImageRun>> AcrossSeeds(IEnumerable<ImageRun> runs) =>
    [
        .. from representation in runs.GroupBy(run => run.Row.Representation)
           select representation.GroupBy(run => run.Row).Select(model => model.ToArray()).MaxBy(MeanOfBest),
    ];

    /// <summary>The runs with the highest mean of their models' seeds first.</summary>
    public static IEnumerable<ImageRun> BestFirst(IReadOnlyList<ImageRun> runs, Func<ImageRun, object> row)
    {
        Dictionary<object, double> means = runs.GroupBy(row).ToDictionary(group => group.Key, group => MeanOfBest([.. group]));
        return runs.OrderByDescending(run => means[row(run)]);
    }

    private static double MeanOfBest(IReadOnlyCollection<ImageRun> runs) =>
        Aggregates.Mean([.. runs.Select(run => run.BestTestAccuracy)])!.Value;
}
