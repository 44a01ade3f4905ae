using System.Globalization;
using System.Text;

namespace RnnMemory.Reports;

/// <summary>The three forms of a <see cref="Table"/>.</summary>
public static class TableFormat
{
    /// <summary>Text with padded columns, right-aligned numbers, and the notes below.</summary>
    public static string Text(Table table)
    {
        IReadOnlyList<string> headings = Headings(table);
        IReadOnlyList<IReadOnlyList<string>> rows = TextRows(table);
        int[] widths = [.. headings.Select((heading, c) => rows.Select(row => row[c].Length).Append(heading.Length).Max())];
        bool[] right = RightAligned(headings, rows);
        var text = new StringBuilder(table.Title).Append("\n\n");
        AppendRow(headings);
        AppendRow([.. widths.Select(width => new string('-', width))]);
        foreach (IReadOnlyList<string> row in rows)
        {
            AppendRow(row);
        }

        AppendNotes(text, table, "");
        return text.ToString();

        void AppendRow(IReadOnlyList<string> cells)
        {
            IEnumerable<string> padded = cells.Select((cell, c) => right[c] ? cell.PadLeft(widths[c]) : cell.PadRight(widths[c]));
            text.Append(string.Join("  ", padded).TrimEnd()).Append('\n');
        }
    }

    /// <summary>
    /// CSV with headings and all digits of the values; quoting by RFC 4180, LF line ends. A table of several seeds has a line for each
    /// run, with its seed in one more column.
    /// </summary>
    public static string Csv(Table table) => table.Runs.Count == 0
        ? Csv(Headings(table), [.. table.Rows.Select((_, row) => table.Exact(row))])
        : Csv(
            [.. Headings(table), "seed"],
            from run in table.Runs
            select (IReadOnlyList<string>)[.. run.Values.Select(CellText.Exact), CellText.Exact(run.Seed)]);

    /// <inheritdoc cref="Csv(Table)"/>
    internal static string Csv(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (IReadOnlyList<string> row in rows.Prepend(columns))
        {
            text.Append(string.Join(",", row.Select(Quote))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A GitHub-flavoured table under a heading.</summary>
    public static string Markdown(Table table)
    {
        IReadOnlyList<string> headings = Headings(table);
        IReadOnlyList<IReadOnlyList<string>> rows = TextRows(table);
        var text = new StringBuilder($"### {table.Title}\n\n");
        AppendRow(headings.Select(EscapePipe));
        AppendRow(RightAligned(headings, rows).Select(toRight => toRight ? "---:" : "---"));
        foreach (IReadOnlyList<string> row in rows)
        {
            AppendRow(row.Select(EscapePipe));
        }

        AppendNotes(text, table, "- ");
        return text.ToString();

        void AppendRow(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    // A column is numeric if every filled cell is a number, or one with its spread: "0.9912", "7,680", "-3", "0.978 ±0.002 (5)".
    private static bool[] RightAligned(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows) =>
        [.. headings.Select((_, c) => rows.Count > 0 && rows.All(row => IsNumber(row[c]) || row[c].Length == 0))];

    private static IReadOnlyList<string> Headings(Table table) => [.. table.Columns.Select(column => column.Heading)];

    private static IReadOnlyList<IReadOnlyList<string>> TextRows(Table table) => [.. table.Rows.Select((_, row) => table.Text(row))];

    private static bool IsNumber(string cell) =>
        double.TryParse(cell.Split(" ±")[0], NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);

    private static void AppendNotes(StringBuilder text, Table table, string bullet)
    {
        if (table.Notes.Count > 0)
        {
            text.Append('\n');
        }

        foreach (string note in table.Notes)
        {
            text.Append(bullet).Append(note).Append('\n');
        }
    }

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string EscapePipe(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);
}
