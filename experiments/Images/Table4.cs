using RnnMemory.Paper;
using RnnMemory.Reports;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>Table 4: the best model of each representation over learning rates and permutations, as the paper chooses it (assumption C12).</summary>
internal static class Table4
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Table4";

    /// <summary>The best run of each representation, in the order of the runs.</summary>
    public static IReadOnlyList<ImageRun> Best(IEnumerable<ImageRun> runs) =>
        [.. runs.GroupBy(run => run.Row.Representation).Select(group => group.MaxBy(run => run.BestTestAccuracy)!)];

    /// <summary>The table of the runs at hand.</summary>
    /// <param name="runs">In the order of the plan.</param>
    /// <param name="plan">All runs that belong to it.</param>
    public static Table Of(IReadOnlyList<ImageRun> runs, IReadOnlyList<RunSpec> plan)
    {
        bool compared = runs.Any(run => run.Published is not null);
        return new Table(
            Name,
            ImageNotes.Title("Table 4. Best models for each option", runs),
            ["model", .. ScoreCells.OurColumns, .. compared ? ScoreCells.PaperColumns : [], "which", "mean vacc", "of"],
            [
                .. from run in Best(runs)
                   orderby run.BestTestAccuracy descending
                   let siblings = Siblings(run, runs)
                   select (IReadOnlyList<string>)
                   [
                       ImageRow.PaperNameOf(run.Row.Representation), .. ScoreCells.Ours(run), .. compared ? ScoreCells.Papers(PublishedBest(run)) : [],
                       Which(run), ScoreCells.Text(siblings.Average(sibling => sibling.BestTestAccuracy)), ImageNotes.Line($"{siblings.Count}"),
                   ],
            ],
            [
                "which: the learning rate and permutation of the best model. mean vacc: over the permutations at that learning rate, each at its own best epoch; epoch, learning rate and permutation are chosen by the test images, as in the paper (assumption B9).",
                .. ScoreCells.Legend,
                .. ImageNotes.Scope(runs, plan),
            ]);
    }

    private static List<ImageRun> Siblings(ImageRun run, IEnumerable<ImageRun> runs) =>
        [.. runs.Where(other => other.Row == run.Row with { Permutation = other.Row.Permutation })];

    private static PublishedScore? PublishedBest(ImageRun run) =>
        run.Published is null ? null : Published.Table4.First(row => row.Representation == run.Row.Representation.Name());

    private static string Which(ImageRun run) =>
        run.Row.Representation.IsPermuted() ? ImageNotes.Line($"{run.Row.Rate}, permutation {run.Row.Permutation}") : run.Row.Rate;
}
