namespace RnnMemory.Reports;

/// <summary>A table of values; written as aligned text, CSV and Markdown.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Title">One line above the table.</param>
/// <param name="Columns">Headings and formats.</param>
/// <param name="Rows">Values, one for each column; null for an empty cell.</param>
/// <param name="Notes">Lines below the table.</param>
public sealed record Table(
    string Name,
    string Title,
    IReadOnlyList<TableColumn> Columns,
    IReadOnlyList<IReadOnlyList<object?>> Rows,
    IReadOnlyList<string> Notes) : Exhibit(Name, Title)
{
    /// <summary>
    /// The runs behind the rows of a table of several seeds, each with its seed and its own values; empty if each row is one run.
    /// </summary>
    public IReadOnlyList<(long? Seed, IReadOnlyList<object?> Values)> Runs { get; init; } = [];

    /// <summary>A table with a row for each item. The columns' legends come first among the notes.</summary>
    /// <typeparam name="T">What a row is made from.</typeparam>
    /// <param name="name">File name without extension.</param>
    /// <param name="title">One line above the table.</param>
    /// <param name="items">The items, one for each row.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="notes">Further lines below the table.</param>
    public static Table Of<T>(
        string name, string title, IEnumerable<T> items, IReadOnlyList<Column<T>> columns, params IEnumerable<string> notes) => new(
        name,
        title,
        [.. columns.Select(column => new TableColumn(column.Heading, column.Format))],
        [.. items.Select(item => (IReadOnlyList<object?>)[.. columns.Select(column => column.Value(item))])],
        [.. columns.Select(column => column.Legend).Where(legend => legend.Length > 0).Distinct(), .. notes]);

    /// <summary>
    /// A table of runs of several seeds, with a row for each group of items that differ only in their seed, and the cells of a group
    /// combined by <see cref="Aggregates"/>. If no two items share a row, it is the table of <see cref="Of"/>.
    /// </summary>
    /// <typeparam name="T">What a row is made from.</typeparam>
    /// <param name="name">File name without extension.</param>
    /// <param name="title">One line above the table.</param>
    /// <param name="items">The items; the first item of each group determines the place of its row.</param>
    /// <param name="row">What an item has in common with those of the other seeds, and with no others.</param>
    /// <param name="seed">The seed of an item; null if it depends on none.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="notes">Further lines below the table.</param>
    public static Table OfSeeds<T>(
        string name, string title, IEnumerable<T> items, Func<T, object> row, Func<T, long?> seed, IReadOnlyList<Column<T>> columns,
        params IEnumerable<string> notes)
    {
        T[] all = [.. items];
        T[][] rows = [.. all.GroupBy(row).Select(same => same.ToArray())];
        Table single = Of(name, title, all, columns, notes);
        if (rows.Length == all.Length)
        {
            return single;
        }

        return single with
        {
            Rows =
            [
                .. rows.Select(same => (IReadOnlyList<object?>)
                    [.. columns.Select(column => Aggregates.Cell([.. same.Select(column.Value)], column.Format))]),
            ],
            Notes = [.. single.Notes, Aggregates.Legend],
            Runs =
            [
                .. from item in rows.SelectMany(same => same)
                   select (seed(item), (IReadOnlyList<object?>)[.. columns.Select(column => column.Value(item))]),
            ],
        };
    }

    /// <summary>A table of texts that were formatted before; CSV has no more digits than they have.</summary>
    /// <param name="name">File name without extension.</param>
    /// <param name="title">One line above the table.</param>
    /// <param name="headings">Above the columns.</param>
    /// <param name="rows">Texts, one for each heading.</param>
    /// <param name="notes">Lines below the table.</param>
    public static Table OfTexts(
        string name, string title, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<string> notes) =>
        new(name, title, [.. headings.Select(heading => new TableColumn(heading, ""))], [.. rows], notes);

    /// <summary>A row's cells as text and Markdown show them.</summary>
    /// <param name="row">Index of the row.</param>
    public IReadOnlyList<string> Text(int row) => [.. Rows[row].Zip(Columns, (value, column) => CellText.Rounded(value, column.Format))];

    /// <summary>A row's cells with all digits, as in CSV.</summary>
    /// <param name="row">Index of the row.</param>
    public IReadOnlyList<string> Exact(int row) => [.. Rows[row].Select(CellText.Exact)];
}

/// <summary>Heading and format of a table's column.</summary>
/// <param name="Heading">Above the column.</param>
/// <param name="Format">The .NET format of its numbers in text and Markdown.</param>
public sealed record TableColumn(string Heading, string Format);
