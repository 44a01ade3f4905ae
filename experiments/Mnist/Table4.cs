using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Paper;
using RnnMemory.Reports;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Mnist;

/// <summary>
/// Table 4: the best model of each representation over learning rates and permutations, as the paper chooses it (assumption C12).
/// </summary>
[Shown(place: 20)]
internal static class Table4
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Table4";

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(ImageSettings _) =>
        [new(Name, ItemKind.Table, "the best model of each representation", Of) { Measures = _ => [ImageMeasures.Classes] }];

    /// <summary>The table of the available runs.</summary>
    public static Table Of(ItemInput input)
    {
        IReadOnlyList<ImageRun> runs = ImageRun.Of(input);
        return Table.OfSeeds(
            Name,
            ImageNotes.Title("Table 4. Best models for each option", runs),
            BestRuns.BestFirst(BestRuns.Of(runs), run => run.Row.Representation),
            run => run.Row.Representation,
            run => run.Seed,
            [
                new("model", run => ImageRow.PaperNameOf(run.Row.Representation)),
                .. ScoreColumns.Ours,
                .. ScoreColumns.Papers(runs, PublishedBest),
                new("which", Which, Legend: "which: the learning rate and permutation of the best model. Epoch, learning rate and permutation are chosen by the test images, as in the paper (assumption B9)."),
                new("mean vacc", run => Aggregates.Mean([.. Siblings(run, runs).Select(sibling => sibling.BestTestAccuracy)]), ScoreColumns.Format,
                    "mean vacc: over the permutations at that learning rate, each at its own best epoch; a frozen or diverged run with the accuracy that it has."),
                new("of", run => Siblings(run, runs).Count, Legend: "of: the number of permutations in that mean."),
                new("stopped", run => Siblings(run, runs).Count(sibling => sibling.HasStopped) is > 0 and int stopped ? stopped : null,
                    Legend: "stopped: how many of them froze or diverged, after which no epoch could be better."),
            ],
            ImageNotes.Scope(runs, input.Plan));
    }

    private static List<ImageRun> Siblings(ImageRun run, IEnumerable<ImageRun> runs) =>
        [.. runs.Where(other => other.Seed == run.Seed && other.Row == run.Row with { Permutation = other.Row.Permutation })];

    private static PublishedScore? PublishedBest(ImageRun run) =>
        run.Published is null ? null : Published.Table4.First(row => row.Representation == run.Row.Representation.Name());

    private static string Which(ImageRun run) =>
        run.Row.Representation.IsPermuted() ? ImageNotes.Line($"{run.Row.Rate}, permutation {run.Row.Permutation}") : run.Row.Rate;
}
