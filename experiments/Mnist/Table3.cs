using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Reports;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Mnist;

/// <summary>Table 3: every model at its best epoch, with the paper's numbers beside ours, and its state after the last epoch.</summary>
[Shown(place: 10)]
internal static class Table3
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Table3";

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(ImageSettings _) =>
        [new(Name, ItemKind.Table, "every model at its best epoch", Of) { Measures = _ => [ImageMeasures.Classes] }];

    /// <summary>The table of the available runs.</summary>
    public static Table Of(ItemInput input)
    {
        IReadOnlyList<ImageRun> runs = ImageRun.Of(input);
        return Table.OfSeeds(
            Name,
            ImageNotes.Title("Table 3. Top scores of each model by accuracy from a testing set", runs),
            BestRuns.BestFirst(runs, run => run.Row),
            run => run.Row,
            run => run.Seed,
            [
                new("model", run => run.Name, Legend: "model: representation and number of its permutation @ batch size @ hidden units @ learning rate."),
                .. ScoreColumns.Ours,
                .. ScoreColumns.Papers(runs, run => run.Published),
                new("true acc", run => run.Best?.Metrics[ImageMetrics.TrainingAccuracy], ScoreColumns.Format,
                    "true acc: training accuracy with the weights of that epoch's end, over the first training images (assumption C9)."),
                new("last vacc", run => run.LastTestAccuracy, ScoreColumns.Format, "last vacc: after the last epoch."),
            ],
            [.. ImageNotes.Scope(runs, input.Plan), .. ImageNotes.Mishaps(runs), .. PermutationCheck.Lines(runs)]);
    }
}
