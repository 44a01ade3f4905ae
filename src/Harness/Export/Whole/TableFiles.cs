using RnnMemory.Export.Tables;

namespace RnnMemory.Export.Whole;

/// <summary>Curves and measures of all runs as two tables.</summary>
internal abstract class TableFiles : RunsFormat
{
    /// <inheritdoc/>
    public override string Where => $"*.{Name}";

    /// <inheritdoc/>
    public override IEnumerable<ExportedFile> Files(IReadOnlyList<ExportedRun> runs) =>
        from table in new[] { CurvesTable.Of(runs), MeasuresTable.Of(runs) }
        select new ExportedFile($"{table.Name}.{Name}", Encode(table));

    /// <summary>A file's content.</summary>
    public abstract byte[] Encode(FlatTable table);
}
