using Parquet;
using Parquet.Schema;
using RnnMemory.Export.Tables;

namespace RnnMemory.Export.Whole;

/// <summary>Tables as Parquet files of one row group each, compressed with Snappy, which every reader knows.</summary>
internal sealed class ParquetFiles : TableFiles
{
    public static ParquetFiles Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "parquet";

    /// <inheritdoc/>
    public override byte[] Encode(FlatTable table)
    {
        using MemoryStream file = new();
        // It writes to memory and never waits.
        WriteAsync(table, file).GetAwaiter().GetResult();
        return file.ToArray();
    }

    private static async Task WriteAsync(FlatTable table, MemoryStream file)
    {
        DataField[] fields = [.. table.Columns.Select(column => new DataField(column.Name, column.Type, isNullable: true))];
        ParquetOptions options = new() { CompressionMethod = CompressionMethod.Snappy };
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file, options).ConfigureAwait(false);
        using ParquetRowGroupWriter rows = writer.CreateRowGroup();
        foreach ((FlatColumn column, DataField field) in table.Columns.Zip(fields))
        {
            await WriteAsync(rows, field, column).ConfigureAwait(false);
        }

        rows.CompleteValidate();
    }

    private static async ValueTask WriteAsync(ParquetRowGroupWriter rows, DataField field, FlatColumn column)
    {
        if (column.Type == typeof(bool))
        {
            await rows.WriteAsync<bool>(field, Values<bool>(column)).ConfigureAwait(false);
        }
        else if (column.Type == typeof(long))
        {
            await rows.WriteAsync<long>(field, Values<long>(column)).ConfigureAwait(false);
        }
        else if (column.Type == typeof(double))
        {
            await rows.WriteAsync<double>(field, Values<double>(column)).ConfigureAwait(false);
        }
        else
        {
            await rows.WriteAsync(field, column.Values.Cast<string?>().ToArray()!).ConfigureAwait(false);
        }
    }

    private static ReadOnlyMemory<T?> Values<T>(FlatColumn column)
        where T : struct => column.Values.Select(value => (T?)value).ToArray();
}
