using System.Text;
using RnnMemory.Export.Tables;
using RnnMemory.Reports;

namespace RnnMemory.Export.Whole;

/// <summary>
/// Tables as CSV: headings, all digits of the values, quoting by RFC 4180, LF line ends; a value that is missing is empty.
/// </summary>
internal sealed class CsvFiles : TableFiles
{
    public static CsvFiles Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "csv";

    /// <inheritdoc/>
    public override byte[] Encode(FlatTable table) => Encoding.UTF8.GetBytes(TableFormat.Csv(
        [.. table.Columns.Select(column => column.Name)],
        from row in Enumerable.Range(0, table.Rows)
        select (IReadOnlyList<string>)[.. table.Columns.Select(column => FlatColumn.Text(column.Values[row]))]));
}
