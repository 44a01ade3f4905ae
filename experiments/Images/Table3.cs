using RnnMemory.Reports;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>Table 3: every model at its best epoch, the paper's numbers beside ours, and what became of it.</summary>
internal static class Table3
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Table3";

    /// <summary>The table of the runs at hand.</summary>
    /// <param name="runs">In the order of the plan.</param>
    /// <param name="plan">All runs that belong to it.</param>
    public static Table Of(IReadOnlyList<ImageRun> runs, IReadOnlyList<RunSpec> plan)
    {
        bool compared = runs.Any(run => run.Published is not null);
        return new Table(
            Name,
            ImageNotes.Title("Table 3. Top scores of each model by accuracy from a testing set", runs),
            ["model", .. ScoreCells.OurColumns, .. compared ? ScoreCells.PaperColumns : [], "true acc", "last vacc"],
            [
                .. from run in runs
                   orderby run.BestTestAccuracy descending
                   select (IReadOnlyList<string>)
                   [
                       run.Name, .. ScoreCells.Ours(run), .. compared ? ScoreCells.Papers(run.Published) : [],
                       run.Best is { } best ? ScoreCells.Text(best.Metrics["train-acc"]) : "", ScoreCells.Text(run.LastTestAccuracy),
                   ],
            ],
            [
                "model: representation and number of its permutation @ batch size @ hidden units @ learning rate.",
                .. ScoreCells.Legend,
                "true acc: training accuracy with the weights of that epoch's end, over the first training images (assumption C9). last vacc: after the last epoch.",
                .. ImageNotes.Scope(runs, plan),
                .. ImageNotes.Mishaps(runs),
                .. PermutationCheck.Lines(runs),
            ]);
    }
}
