namespace RnnMemory.Reports.Page.Parts;

/// <summary>Numbers of one of the paper's tables in rows and columns: printed, ours, and the verdict's sign in each cell.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">The headings.</param>
/// <param name="Rows">The rows.</param>
internal sealed record NumberMatrix(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<MatrixRow> Rows)
{
    /// <summary>The matrix of numbers whose ids are table/row/column; none of others.</summary>
    public static IReadOnlyList<NumberMatrix> Of(string title, IReadOnlyList<NumberView> numbers)
    {
        if (numbers.Count == 0 || numbers.Any(number => number.Id.Split('/').Length != 3 || !IsOfTable(number)))
        {
            return [];
        }

        string[] columns = [.. numbers.Select(Column).Distinct()];

        // A row without the mean has fewer values than others; the mean stays last.
        columns = [.. columns.OrderBy(column => int.TryParse(column, out int place) ? place : int.MaxValue)];
        NumberMatrix matrix = new(
            $"{title}: the printed number, ours below it, and the verdict",
            columns,
            [
                .. from row in numbers.GroupBy(number => number.Id.Split('/')[1])
                   let cells = columns.Select(column => (IReadOnlyList<NumberView>)[.. row.Where(number => Column(number) == column)])
                   select new MatrixRow(row.Key, [.. cells]),
            ]);
        return [matrix];
    }

    private static string Column(NumberView number) => number.Id.Split('/')[2];

    // A number of the text has the section between.
    private static bool IsOfTable(NumberView number) => !number.Id.StartsWith("TEXT/", StringComparison.Ordinal);
}

/// <summary>A row of a table of the paper.</summary>
/// <param name="Name">The model.</param>
/// <param name="Cells">A number for each column; none where the paper has none.</param>
internal sealed record MatrixRow(string Name, IReadOnlyList<IReadOnlyList<NumberView>> Cells);
