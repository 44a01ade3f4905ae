using System.Globalization;
using MathNet.Numerics.Statistics;

namespace RnnMemory.Reports;

/// <summary>How several numbers are combined in a table or figure; the only place that decides this.</summary>
public static class Aggregates
{
    /// <summary>What a table of several seeds says below it.</summary>
    public const string Legend =
        "±: mean and standard deviation over the seeds (n - 1), and their number in brackets; a cell without ± is the same for every seed. CSV has every run's own values.";

    // A cell with more texts than this would be wider than a table.
    private const int MostTexts = 3;

    /// <summary>The mean; null if there are no values.</summary>
    public static double? Mean(IReadOnlyCollection<double> values) => values.Count == 0 ? null : values.Average();

    /// <summary>The standard deviation of a sample, with n − 1; null if there are fewer than two values.</summary>
    public static double? Deviation(IReadOnlyCollection<double> values) => values.Count < 2 ? null : values.StandardDeviation();

    /// <summary>E.g. "0.978 ±0.002 (5)": mean, standard deviation and number of the values; "0.978" for one.</summary>
    /// <param name="values">At least one value.</param>
    /// <param name="format">The .NET format of mean and deviation; if empty, one decimal.</param>
    public static string Text(IReadOnlyCollection<double> values, string format)
    {
        string shown = format.Length == 0 ? "F1" : format;
        string mean = Mean(values)!.Value.ToString(shown, CultureInfo.InvariantCulture);
        return Deviation(values) is { } deviation
            ? string.Create(CultureInfo.InvariantCulture, $"{mean} ±{deviation.ToString(shown, CultureInfo.InvariantCulture)} ({values.Count})")
            : mean;
    }

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

    /// <summary>
    /// One cell of the cells of several seeds: the cell itself where all are equal; else mean, deviation and count of the numbers, and
    /// each text with its count. A run with an empty cell is not counted. Lists are combined place by place.
    /// </summary>
    /// <param name="cells">The cell in each run's row.</param>
    /// <param name="format">The column's format.</param>
    internal static object? Cell(IReadOnlyList<object?> cells, string format)
    {
        string[] exact = [.. cells.Select(CellText.Exact)];
        if (exact.All(text => text == exact[0]))
        {
            return cells[0];
        }

        object[] filled = [.. cells.OfType<object>()];
        IReadOnlyList<double>[] lists = [.. filled.OfType<IEnumerable<double>>().Select(list => list.ToArray())];
        if (lists.Length == filled.Length)
        {
            return string.Join(CellText.Between, Enumerable.Range(0, lists.Max(list => list.Count)).Select(place =>
                Text([.. lists.Where(list => place < list.Count).Select(list => list[place])], format)));
        }

        double[] numbers = [.. filled.Where(IsNumber).Select(number => Convert.ToDouble(number, CultureInfo.InvariantCulture))];
        IGrouping<string, string>[] texts =
            [.. filled.Where(cell => !IsNumber(cell)).Select(cell => CellText.Rounded(cell, format)).GroupBy(text => text)];
        return string.Join(
            CellText.Between,
            [
                .. numbers.Length == 0 ? [] : new[] { numbers.Length == 1 ? $"{Text(numbers, format)} (1)" : Text(numbers, format) },
                .. texts.Length > MostTexts ? [$"{texts.Length} different"] : texts.Select(text => $"{text.Key} ({text.Count()})"),
            ]);
    }

    private static bool IsNumber(object cell) => cell is double or float or int or long;
}
