using System.Globalization;

namespace RnnMemory.Reports;

/// <summary>A table's value as text, in the invariant culture.</summary>
internal static class CellText
{
    /// <summary>Stands between the numbers of a list.</summary>
    public const string Between = "; ";

    /// <summary>The text for readers: numbers in the column's format.</summary>
    public static string Rounded(object? value, string format) => value switch
    {
        null => "",
        string text => text,
        IEnumerable<double> list => string.Join(Between, list.Select(number => Rounded(number, format))),
        IFormattable number => number.ToString(format.Length == 0 ? null : format, CultureInfo.InvariantCulture),
        _ => throw Unknown(value),
    };

    /// <summary>The text for programs: the shortest digits that read back as the same number.</summary>
    public static string Exact(object? value) => value switch
    {
        null => "",
        string text => text,
        IEnumerable<double> list => string.Join(Between, list.Select(number => Exact(number))),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw Unknown(value),
    };

    private static ArgumentException Unknown(object value) =>
        new($"A table's cell is a number, a text, a list of numbers or null, not a {value.GetType().Name}.", nameof(value));
}
