using System.Globalization;
using RnnMemory.Paper;

namespace RnnMemory.Experiments.Images;

/// <summary>The columns that Tables 3 and 4 share: ours as the paper prints them, and the paper's beside them.</summary>
internal static class ScoreCells
{
    /// <summary>Headings of <see cref="Ours"/>.</summary>
    public static IReadOnlyList<string> OurColumns { get; } = ["epoch", "acc", "vacc", "loss", "vloss"];

    /// <summary>Headings of <see cref="Papers"/>.</summary>
    public static IReadOnlyList<string> PaperColumns { get; } = [.. OurColumns.Select(column => "paper " + column)];

    /// <summary>How to read the columns.</summary>
    public static IReadOnlyList<string> Legend { get; } =
    [
        "epoch: the one with the highest vacc, counted from 0 (assumption C8). acc, loss: means over the epoch's minibatches while the weights move, as Keras shows them; vacc, vloss: the test images after the epoch.",
    ];

    /// <summary>Our scores at the best epoch; of a model without any epoch only what it counts as.</summary>
    public static IReadOnlyList<string> Ours(ImageRun run) => run.Best is { } best
        ? [best.Epoch.ToString(CultureInfo.InvariantCulture), Text(best.Accuracy), Text(best.Metrics["vacc"]), Text(best.Loss), Text(best.Metrics["vloss"])]
        : ["", "", Text(run.BestTestAccuracy), "", ""];

    /// <summary>The paper's scores; empty cells where it has none.</summary>
    public static IReadOnlyList<string> Papers(PublishedScore? score) => score is null
        ? ["", "", "", "", ""]
        : [score.BestEpoch.ToString(CultureInfo.InvariantCulture), Text(score.Accuracy), Text(score.TestAccuracy), Text(score.Loss), Text(score.TestLoss)];

    /// <summary>A score with the paper's three decimals.</summary>
    public static string Text(double score) => score.ToString("F3", CultureInfo.InvariantCulture);

    private static string Text(decimal score) => score.ToString("F3", CultureInfo.InvariantCulture);
}
