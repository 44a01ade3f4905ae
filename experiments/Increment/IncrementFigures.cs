using System.Globalization;
using RnnMemory.Experiments.Framework;
using RnnMemory.Measures;
using RnnMemory.Models;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Increment;

/// <summary>
/// Figs. 5, 6 and 7: accuracy over updates, with a colour for each cell, a line style for each order, and baselines for the two ways of
/// answering without carrying. The paper does not say which accuracy it draws (assumption A19): Keras's accuracy is over all outputs; the
/// accuracy over the second half is not raised by copying.
/// </summary>
[Shown(place: 30)]
internal static class IncrementFigures
{
    // A colour for each cell: the paper's three cells come first, whatever their order in the registry.
    private static readonly string[] Colors = [.. new[] { "vanilla", "lstm", "gru" }.Union(Cells.Names)];

    private static readonly string[] LineStyles =
        ["simple", "complicated", "reversed", "complicated-lowest-first", "complicated-lowest-last"];

    private static readonly Dictionary<string, int> Numbers = new() { ["2x32"] = 5, ["10x7"] = 6, ["4x15"] = 7 };

    /// <summary>The accuracies that are drawn, each in its own figure.</summary>
    public static IReadOnlyList<IncrementMeasure> Measures { get; } =
    [
        new("", IncrementMetrics.Digits, "Share of right digits, all outputs", baseline => baseline.Digits),
        new("SecondHalf", IncrementMetrics.SecondHalf, "Share of right digits of x + 1 (second half)", baseline => baseline.SecondHalf),
    ];

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(IncrementSettings settings) => [.. settings.Sizes.SelectMany(ItemsOf)];

    /// <summary>The number of a size's figure in the paper; null for sizes that the paper does not have.</summary>
    public static int? NumberOf(string size) => Numbers.TryGetValue(size, out int number) ? number : null;

    /// <summary>The name of a size's figure.</summary>
    public static string NameOf(string size, IncrementMeasure measure) =>
        NumberOf(size) is int number ? string.Create(CultureInfo.InvariantCulture, $"Figure{number}{measure.Suffix}") : $"Figure{size}{measure.Suffix}";

    /// <summary>The figure of one size's runs.</summary>
    public static LineFigure Of(ItemInput input, IncrementMeasure measure)
    {
        var task = (IncrementTaskSpec)input.Plan[0].Task;
        string size = IncrementRow.Of(input.Plan[0]).Size;
        string number = NumberOf(size) is int n ? string.Create(CultureInfo.InvariantCulture, $" (Fig. {n})") : "";
        Curve[] curves =
        [
            .. from model in input.Runs.GroupBy(run => IncrementRow.Of(run.Run.Spec))
               select Curve.OfSeeds([.. model.Select(run => (run.Run.Spec.Seed, CurveOf(run.Run, measure)))]),
        ];
        double copying = measure.Of(IncrementBaselines.Copying(task));
        return new LineFigure(
            NameOf(size, measure),
            string.Create(CultureInfo.InvariantCulture, $"Increment task, K = {task.Base}, N = {task.Digits}{number}"),
            string.Create(CultureInfo.InvariantCulture, $"Updates (minibatches of {input.Plan[0].BatchSize})"),
            measure.Label,
            curves,
            [Labelled("Copying", copying), Labelled("Lowest digit only", measure.Of(IncrementBaselines.LowestDigitOnly(task)))],
            YFrom(copying, curves));
    }

    // Each figure comes in two versions: over all outputs, and over the second half.
    private static IEnumerable<Item> ItemsOf(string size) =>
        from measure in Measures
        select new Item(NameOf(size, measure), ItemKind.Figure, $"{size}: {measure.Label.ToLowerInvariant()} over updates", input => Of(input, measure))
        {
            Traits = new Dictionary<string, string> { ["Size"] = size, ["Figure"] = NumberOf(size)?.ToString(CultureInfo.InvariantCulture) ?? size },
        };

    // All cells copy within a few hundred updates, and the interesting part is between copying and 1. Curves that end lower must still be
    // visible.
    private static double YFrom(double copying, IEnumerable<Curve> curves) =>
        curves.Where(curve => curve.Y.Count > 0).Select(curve => curve.Y[^1]).Append(copying - ((1 - copying) / 5)).Min();

    private static Curve CurveOf(FinishedRun run, IncrementMeasure measure)
    {
        IncrementRow row = IncrementRow.Of(run.Spec);
        var curve = new LearningCurve(run, measure.Metric);
        return new Curve(
            $"{run.Spec.Model.Cell.Label}, {row.OrderName}",
            Array.IndexOf(Colors, row.Cell),
            Array.IndexOf(LineStyles, row.Order),
            [.. curve.Points.Select(point => (double)point.Updates)],
            [.. curve.Points.Select(point => point.Value)]);
    }

    private static Baseline Labelled(string label, double height) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{label} {height:F4}"), height);
}

/// <summary>An accuracy that is drawn over updates.</summary>
/// <param name="Suffix">The end of the figure's name.</param>
/// <param name="Metric">Its name in records.</param>
/// <param name="Label">The label of the axis.</param>
/// <param name="Of">Gives the same accuracy of a way of answering without carrying.</param>
internal sealed record IncrementMeasure(string Suffix, string Metric, string Label, Func<IncrementAccuracies, double> Of);
