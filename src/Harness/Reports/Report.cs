namespace RnnMemory.Reports;

/// <summary>What an experiment shows: its tables and figures, not yet written to files.</summary>
/// <param name="Name">The experiment's name; the folder under artifacts/ and the first part of snapshot names.</param>
/// <param name="Tables">Tables, each named after what it shows, e.g. "Table3".</param>
/// <param name="Figures">Figures, each named after the paper's, e.g. "Figure5".</param>
public sealed record Report(string Name, IReadOnlyList<Table> Tables, IReadOnlyList<Figure> Figures);
