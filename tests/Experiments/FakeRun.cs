using RnnMemory.Experiments.Increment;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Tests.Experiments;

/// <summary>Records of runs that were never trained, with a learning curve chosen by the test.</summary>
internal static class FakeRun
{
    public static readonly IReadOnlyList<RunSpec> Plan = new IncrementExperiment().Plan(Planned.Paper);

    /// <summary>A run of the paper's plan with one epoch, whose four accuracies are all the curve's last value.</summary>
    public static MeasuredRun Of(string cell, string order, IReadOnlyList<(long Updates, double Value)> curve, string size = "2x32")
    {
        var row = new IncrementRow(size, cell, order);
        double last = curve.Count > 0 ? curve[^1].Value : 0;
        var epoch = new EpochRecord
        {
            Epoch = 0,
            Updates = 10_240,
            Loss = 0.5,
            Accuracy = 0.25,
            Metrics = Metrics(last),
            Curve = [.. curve.Select(point => new CurvePoint(point.Updates, Metrics(point.Value)))],
            ParametersHash = new string('a', 64),
            StateHash = new string('b', 64),
            Seconds = 1,
        };
        return new MeasuredRun(new FinishedRun(Plan.Single(spec => IncrementRow.Of(spec) == row), [epoch], "nowhere"));
    }

    /// <summary>
    /// The same run with four different accuracies: the curve's value for all digits, and 0.01, 0.02 and 0.03 less for the second half,
    /// the numbers and the sequences.
    /// </summary>
    public static MeasuredRun WithAccuraciesApart(this MeasuredRun run) => new(run.Run with
    {
        Epochs =
        [
            .. run.Run.Epochs.Select(epoch => epoch with
            {
                Metrics = Apart(epoch.Metrics),
                Curve = [.. epoch.Curve.Select(point => point with { Metrics = Apart(point.Metrics) })],
            }),
        ],
    });

    private static Dictionary<string, double> Apart(IReadOnlyDictionary<string, double> metrics) =>
        RnnMemory.Tasks.IncrementAccuracies.Names.Index().ToDictionary(name => name.Item, name => metrics[name.Item] - (0.01 * name.Index));

    private static Dictionary<string, double> Metrics(double value) =>
        RnnMemory.Tasks.IncrementAccuracies.Names.ToDictionary(name => name, _ => value);
}
