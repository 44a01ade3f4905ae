namespace RnnMemory.Experiments.Images;

/// <summary>The best run of each representation, which Table 4, Fig. 9 and the damage curves show.</summary>
internal static class BestRuns
{
    /// <summary>For each representation, in the order of the runs, the first run with the highest test accuracy.</summary>
    public static IReadOnlyList<ImageRun> Of(IEnumerable<ImageRun> runs) =>
        [.. runs.GroupBy(run => run.Row.Representation).Select(group => group.MaxBy(run => run.BestTestAccuracy)!)];
}
