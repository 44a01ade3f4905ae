using RnnMemory.Reports;

namespace RnnMemory.Export.Tables;

/// <summary>A column of a <see cref="FlatTable"/>: values of one type, or null where a row has none.</summary>
internal sealed class FlatColumn
{
    /// <summary>
    /// A column of these values. Whole numbers beside fractions become fractions; where values of other types come together, all become
    /// text.
    /// </summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">bool, long, double, string or null.</param>
    public FlatColumn(string name, IEnumerable<object?> values)
    {
        object?[] given = [.. values];
        Type[] types = [.. given.OfType<object>().Select(value => value.GetType()).Distinct()];
        Name = name;
        Type = types switch
        {
            [] => typeof(string),
            [var only] => only,
            _ => types.All(type => type == typeof(long) || type == typeof(double)) ? typeof(double) : typeof(string),
        };
        Values = [.. given.Select(Converted)];
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>bool, long, double or string.</summary>
    public Type Type { get; }

    /// <summary>A value for each row, of that type or null.</summary>
    public object?[] Values { get; }

    /// <summary>A value as text that reads back as the same value; empty for null.</summary>
    public static string Text(object? value) => value is bool isSo ? (isSo ? "true" : "false") : CellText.Exact(value);

    private object? Converted(object? value) => value switch
    {
        null => null,
        long number when Type == typeof(double) => (double)number,
        not string when Type == typeof(string) => Text(value),
        _ => value,
    };
}
