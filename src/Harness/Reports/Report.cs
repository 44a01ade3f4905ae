namespace RnnMemory.Reports;

/// <summary>What an experiment shows: its tables and figures, not yet written to files.</summary>
/// <param name="Name">The experiment's name; the folder under artifacts/ and the first part of snapshot names.</param>
/// <param name="Tables">Tables, each named after what it shows, e.g. "Table3".</param>
/// <param name="Figures">Figures, each named after the paper's, e.g. "Figure5".</param>
public sealed record Report(string Name, IReadOnlyList<Table> Tables, IReadOnlyList<Figure> Figures)
{
    /// <summary>The report with a note below each table and an addition to each figure's title.</summary>
    internal Report Marked(string note, string mark) => this with
    {
        Tables = [.. Tables.Select(table => table with { Notes = [.. table.Notes, note] })],
        Figures = [.. Figures.Select(figure => figure with { Title = $"{figure.Title}, {mark}" })],
    };
}
