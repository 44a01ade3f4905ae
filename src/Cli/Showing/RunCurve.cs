using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Showing;

/// <summary>The learning curve of a run as a chart.</summary>
internal static class RunCurve
{
    /// <summary>
    /// What decides on the best epoch, beside the accuracy while training, after each epoch; or, of a task that measures more often, its
    /// first two metrics over updates.
    /// </summary>
    public static IEnumerable<string> Of(RunDescription run, Glyphs glyphs)
    {
        if (run.Epochs.Count == 0)
        {
            return ["No epoch is finished."];
        }

        string[] metrics = [.. run.Spec.Task.Metrics];
        CurvePoint[] curve = [.. run.Epochs.SelectMany(epoch => epoch.Curve)];
        if (curve.Length > 0)
        {
            return TextChart.Of(OverUpdates(metrics[0]), metrics.Length > 1 ? OverUpdates(metrics[1]) : null, "update", glyphs);
        }

        string main = run.Spec.Task.SelectionMetric ?? metrics[0];
        return TextChart.Of(
            OverEpochs(main, epoch => epoch.Metrics.GetValueOrDefault(main, double.NaN)),
            OverEpochs("acc, while training", epoch => epoch.Accuracy),
            "epoch",
            glyphs);

        Series OverUpdates(string name) =>
            new(name, [.. curve.Select(point => ((double)point.Updates, point.Metrics.GetValueOrDefault(name, double.NaN)))]);

        Series OverEpochs(string name, Func<EpochRecord, double> value) =>
            new(name, [.. run.Epochs.Select(epoch => ((double)epoch.Epoch, value(epoch)))]);
    }
}
