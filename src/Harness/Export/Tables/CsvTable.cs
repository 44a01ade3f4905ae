using System.Text;
using RnnMemory.Reports;

namespace RnnMemory.Export.Tables;

/// <summary>
/// A table as CSV: headings, all digits of the values, quoting by RFC 4180, LF line ends; a value that is missing is empty.
/// </summary>
internal static class CsvTable
{
    /// <summary>The file's content, in UTF-8.</summary>
    public static byte[] Encode(FlatTable table) => Encoding.UTF8.GetBytes(TableFormat.Csv(
        [.. table.Columns.Select(column => column.Name)],
        from row in Enumerable.Range(0, table.Rows)
        select (IReadOnlyList<string>)[.. table.Columns.Select(column => FlatColumn.Text(column.Values[row]))]));
}
