namespace RnnMemory.Reports;

/// <summary>A table as text cells; written as aligned text, CSV and Markdown.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Title">One line above the table.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Cells, one per column, already formatted in the invariant culture.</param>
/// <param name="Notes">Lines below the table.</param>
public sealed record Table(
    string Name,
    string Title,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyList<string> Notes);
