using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Showing;

/// <summary>An epoch of a run as a row of a table.</summary>
/// <param name="Name">Which run, or which epoch of it.</param>
/// <param name="Epoch">Its record.</param>
internal sealed record EpochRow(string Name, EpochRecord Epoch)
{
    private const string Format = "F4";

    /// <summary>The columns for epochs of these runs: loss and accuracy while training, and every metric that one of them has.</summary>
    /// <param name="heading">Above the names.</param>
    /// <param name="runs">The runs.</param>
    public static IReadOnlyList<Column<EpochRow>> Columns(string heading, params IEnumerable<RunDescription> runs) =>
    [
        new(heading, row => row.Name),
        new("Epoch", row => row.Epoch.Epoch),
        new("loss", row => row.Epoch.Loss, Format),
        new("acc", row => row.Epoch.Accuracy, Format),
        .. from metric in runs.SelectMany(run => run.Spec.Task.Metrics).Distinct()
           select new Column<EpochRow>(metric, row => row.Epoch.Metrics.TryGetValue(metric, out double value) ? value : null, Format),
    ];
}
