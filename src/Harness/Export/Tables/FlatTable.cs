namespace RnnMemory.Export.Tables;

/// <summary>A table of typed columns for programs such as pandas.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Columns">Its columns, all of the same length, with names of their own.</param>
internal sealed record FlatTable(string Name, IReadOnlyList<FlatColumn> Columns)
{
    /// <summary>The number of rows.</summary>
    public int Rows => Columns[0].Values.Length;
}
