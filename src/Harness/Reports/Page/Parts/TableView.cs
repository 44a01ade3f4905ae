using System.Globalization;

namespace RnnMemory.Reports.Page.Parts;

/// <summary>A table of texts.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Headings">Above the columns.</param>
/// <param name="Rows">Cells, one for each heading; the first one heads its row.</param>
/// <param name="Notes">Lines below it.</param>
internal sealed record TableView(
    string Caption, IReadOnlyList<HeadingView> Headings, IReadOnlyList<RowView> Rows, IReadOnlyList<string> Notes)
{
    /// <summary>A table as text shows it: with rounded numbers.</summary>
    public static TableView Of(Table table)
    {
        IReadOnlyList<string>[] rows = [.. table.Rows.Select((_, row) => table.Text(row))];
        return Of(table.Title, [.. table.Columns.Select(column => column.Heading)], rows, table.Notes);
    }

    /// <summary>A table of texts; columns of numbers are aligned to the right.</summary>
    public static TableView Of(
        string caption, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<string> notes) => new(
        caption,
        [.. headings.Select((heading, at) => new HeadingView(heading, rows.Count > 0 && rows.All(row => IsNumber(row[at]))))],
        [.. rows.Select(row => new RowView(row[0], [.. row.Skip(1)]))],
        notes);

    // "0.9912", "7,680", "0.978 ±0.002 (5)", "0.97 (0.96 to 0.98)" or nothing.
    private static bool IsNumber(string cell) => cell.Length == 0
        || double.TryParse(cell.Split(' ')[0], NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);
}

/// <summary>A column's heading.</summary>
/// <param name="Text">The heading.</param>
/// <param name="IsNumber">Whether every cell of the column is a number.</param>
internal sealed record HeadingView(string Text, bool IsNumber)
{
    /// <summary>The class of its cells.</summary>
    public string Class => IsNumber ? "num" : "text";
}

/// <summary>A row.</summary>
/// <param name="Head">The first cell.</param>
/// <param name="Cells">The others.</param>
internal sealed record RowView(string Head, IReadOnlyList<string> Cells);
