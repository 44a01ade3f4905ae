using ParquetSharp;
using RnnMemory.Export.Tables;

namespace RnnMemory.Tests.Export;

/// <summary>Reads a Parquet file of flat columns with Apache's own reader, on which pyarrow and pandas build too.</summary>
internal static class ParquetColumns
{
    public static IReadOnlyList<FlatColumn> Of(byte[] file)
    {
        using ParquetFileReader reader = new(new MemoryStream(file));
        using RowGroupReader group = reader.RowGroup(0);
        List<FlatColumn> columns = [];
        for (int i = 0; i < reader.FileMetaData.NumColumns; i++)
        {
            using ColumnReader column = group.Column(i);
            columns.Add(new FlatColumn(column.ColumnDescriptor.Name, ValuesOf(column, (int)reader.FileMetaData.NumRows)));
        }

        return columns;
    }

    private static IEnumerable<object?> ValuesOf(ColumnReader column, int rows)
    {
        return column.ColumnDescriptor.PhysicalType switch
        {
            PhysicalType.Boolean => Values<bool?>(),
            PhysicalType.Int64 => Values<long?>(),
            PhysicalType.Double => Values<double?>(),
            _ => Values<string?>(),
        };

        IEnumerable<object?> Values<T>()
        {
            using LogicalColumnReader<T> reader = column.LogicalReader<T>();
            return [.. reader.ReadAll(rows).Cast<object?>()];
        }
    }
}
