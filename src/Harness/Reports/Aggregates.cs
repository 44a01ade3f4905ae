namespace RnnMemory.Reports;

/// <summary>How several numbers are combined in a table; the only place that decides this.</summary>
public static class Aggregates
{
    /// <summary>The mean; null if there are no values.</summary>
    public static double? Mean(IReadOnlyCollection<double> values) => values.Count == 0 ? null : values.Average();

    /// <summary>Three columns: mean, smallest and largest value; empty cells if there are no values.</summary>
    /// <typeparam name="T">What a row is made from.</typeparam>
    /// <param name="prefix">The text before "mean", "min" and "max" in the headings.</param>
    /// <param name="values">The numbers of a row.</param>
    /// <param name="format">How text shows them.</param>
    /// <param name="legend">A line below the table.</param>
    public static IReadOnlyList<Column<T>> MeanMinMax<T>(
        string prefix, Func<T, IReadOnlyCollection<double>> values, string format, string legend = "") =>
    [
        new(prefix + "mean", row => Mean(values(row)), format, legend),
        new(prefix + "min", row => values(row) is { Count: > 0 } some ? some.Min() : null, format),
        new(prefix + "max", row => values(row) is { Count: > 0 } some ? some.Max() : null, format),
    ];
}
