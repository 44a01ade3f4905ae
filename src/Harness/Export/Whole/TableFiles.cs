using RnnMemory.Export.Tables;

namespace RnnMemory.Export.Whole;

/// <summary>Curves and measures of all runs as two tables.</summary>
/// <param name="name">The format's name and, with a dot, its ending.</param>
/// <param name="encode">Makes a file's content.</param>
internal sealed class TableFiles(string name, Func<FlatTable, byte[]> encode) : RunsFormat
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Where => $"*.{name}";

    /// <inheritdoc/>
    public override IEnumerable<ExportedFile> Files(IReadOnlyList<ExportedRun> runs) =>
        from table in new[] { CurvesTable.Of(runs), MeasuresTable.Of(runs) }
        select new ExportedFile($"{table.Name}.{name}", encode(table));
}
