using System.Globalization;
using RnnMemory.Measures;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments;

/// <summary>
/// Figs. 5, 6 and 7: accuracy over updates, a colour per cell and a line style per order, with the two ways of answering without
/// carrying. The paper does not say which accuracy it draws; all outputs is Keras's (assumption A19), the second half is the one that
/// copying does not lift.
/// </summary>
internal static class IncrementFigures
{
    private static readonly string[] Colors = ["vanilla", "lstm", "gru", "tanh"];
    private static readonly string[] LineStyles = ["simple", "complicated", "reversed"];

    private static readonly Dictionary<string, int> Numbers = new() { ["2x32"] = 5, ["10x7"] = 6, ["4x15"] = 7 };

    /// <summary>The paper's number of a size's figure; null for sizes that the paper does not have.</summary>
    public static int? NumberOf(string size) => Numbers.TryGetValue(size, out int number) ? number : null;

    /// <summary>The names of a size's figures.</summary>
    public static IReadOnlyList<string> NamesOf(string size)
    {
        string name = NumberOf(size) is int number ? string.Create(CultureInfo.InvariantCulture, $"Figure{number}") : $"Figure{size}";
        return [name, $"{name}SecondHalf"];
    }

    /// <summary>The figures of one size's runs.</summary>
    public static IReadOnlyList<LineFigure> Of(string size, IReadOnlyList<FinishedRun> runs) =>
    [
        Draw(NamesOf(size)[0], runs, "digits", "Share of right digits, all outputs", baseline => baseline.Digits),
        Draw(NamesOf(size)[1], runs, "second-half", "Share of right digits of x + 1 (second half)", baseline => baseline.SecondHalf),
    ];

    private static LineFigure Draw(
        string name, IReadOnlyList<FinishedRun> runs, string measure, string yLabel, Func<IncrementAccuracies, double> baseline)
    {
        var task = (IncrementTaskSpec)runs[0].Spec.Task;
        string number = NumberOf(Increment.Row(runs[0].Spec).Size) is int n ? string.Create(CultureInfo.InvariantCulture, $" (Fig. {n})") : "";
        Curve[] curves = [.. runs.Select(run => CurveOf(run, measure))];
        double copying = baseline(IncrementBaselines.Copying(task));
        return new LineFigure(
            name,
            string.Create(CultureInfo.InvariantCulture, $"Increment task, K = {task.Base}, N = {task.Digits}{number}"),
            string.Create(CultureInfo.InvariantCulture, $"Updates (minibatches of {runs[0].Spec.BatchSize})"),
            yLabel,
            curves,
            [Labelled("Copying", copying), Labelled("Lowest digit only", baseline(IncrementBaselines.LowestDigitOnly(task)))],
            YFrom(copying, curves));
    }

    // All cells copy within a few hundred updates; what the figure is about happens between copying and 1. A curve that ends lower
    // still shows.
    private static double YFrom(double copying, IEnumerable<Curve> curves) =>
        curves.Where(curve => curve.Y.Count > 0).Select(curve => curve.Y[^1]).Append(copying - ((1 - copying) / 5)).Min();

    private static Curve CurveOf(FinishedRun run, string measure)
    {
        IncrementRow row = Increment.Row(run.Spec);
        var curve = new LearningCurve(run, measure);
        return new Curve(
            $"{IncrementTable.CellName(row.Cell)}, {row.Order}",
            Array.IndexOf(Colors, row.Cell),
            Array.IndexOf(LineStyles, row.Order),
            [.. curve.Points.Select(point => (double)point.Updates)],
            [.. curve.Points.Select(point => point.Value)]);
    }

    private static Baseline Labelled(string label, double height) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{label} {height:F4}"), height);
}
