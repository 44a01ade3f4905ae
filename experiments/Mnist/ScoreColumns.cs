using RnnMemory.Experiments.Images;
using RnnMemory.Paper;
using RnnMemory.Reports;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Mnist;

/// <summary>
/// The columns that Tables 3 and 4 share: our scores with three decimals like the paper's, and the paper's scores beside them.
/// </summary>
internal static class ScoreColumns
{
    /// <summary>How the paper prints scores.</summary>
    public const string Format = "F3";

    private const string Running = "acc, loss: means over the epoch's minibatches while the weights move, as Keras shows them.";
    private const string OnTestImages = "vacc, vloss: accuracy and loss on the test images after the epoch.";

    /// <summary>Our scores at the best epoch. A run that diverged in its first epoch has only the accuracy that it counts as.</summary>
    public static IReadOnlyList<Column<ImageRun>> Ours { get; } =
    [
        new("epoch", run => run.Best?.Epoch, Legend: "epoch: the one with the highest vacc, counted from 0 (assumption C8)."),
        new("acc", run => run.Best?.Accuracy, Format, Running),
        new("vacc", run => run.BestTestAccuracy, Format, OnTestImages),
        new("loss", run => run.Best?.Loss, Format),
        new("vloss", run => run.Best?.Metrics[ImageMetrics.TestLoss], Format),
    ];

    /// <summary>The paper's scores: no columns for runs on other data, and empty cells for models that the paper does not have.</summary>
    /// <param name="runs">The rows.</param>
    /// <param name="published">The paper's scores of a row.</param>
    public static IReadOnlyList<Column<ImageRun>> Papers(IEnumerable<ImageRun> runs, Func<ImageRun, PublishedScore?> published) =>
        runs.All(run => run.Published is null) ? [] :
        [
            new("paper epoch", run => published(run)?.BestEpoch),
            new("paper acc", run => published(run)?.Accuracy, Format),
            new("paper vacc", run => published(run)?.TestAccuracy, Format),
            new("paper loss", run => published(run)?.Loss, Format),
            new("paper vloss", run => published(run)?.TestLoss, Format),
        ];
}
