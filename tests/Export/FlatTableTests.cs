using System.Text;
using System.Text.Json;
using RnnMemory.Export.Tables;
using RnnMemory.Export.Whole;
using Xunit;

namespace RnnMemory.Tests.Export;

public sealed class FlatTableTests
{
    [Fact]
    public void Column_has_the_type_of_its_values()
    {
        Assert.Equal((typeof(long), typeof(double)), (Column(1L, null, 2L).Type, Column(1L, 0.5, null).Type));
        Assert.Equal([1.0, 0.5, null], Column(1L, 0.5, null).Values);
        Assert.Equal((typeof(string), typeof(bool)), (Column(null, null).Type, Column(true, null).Type));
    }

    [Fact]
    public void Values_of_several_types_become_text()
    {
        FlatColumn column = Column(2L, "[4,0,1]", true, 0.1, null);

        Assert.Equal(typeof(string), column.Type);
        Assert.Equal(["2", "[4,0,1]", "true", "0.1", null], column.Values);
    }

    [Fact]
    public void Json_is_flattened_to_paths()
    {
        using JsonDocument json = JsonDocument.Parse("""{"a":{"b":[{"c":1},{"c":2.5}]},"d":"x","e":true,"f":null}""");

        (string, object)[] expected = [("a.b[0].c", 1L), ("a.b[1].c", 2.5), ("d", "x"), ("e", true)];
        Assert.Equal(expected, JsonLeaves.Of(json.RootElement, intoLists: true));
        Assert.Contains(("a.b", """[{"c":1},{"c":2.5}]"""), JsonLeaves.Of(json.RootElement, intoLists: false));
    }

    [Fact]
    public void Csv_has_all_digits_and_nothing_for_a_missing_value()
    {
        FlatTable table = new("t", [new("number", [0.1 + 0.2, null]), new("text, quoted", ["a \"b\"", null]), new("is", [true, false])]);

        Assert.Equal("number,\"text, quoted\",is\n0.30000000000000004,\"a \"\"b\"\"\",true\n,,false\n", Encoding.UTF8.GetString(CsvFiles.Instance.Encode(table)));
    }

    [Fact]
    public void Parquet_keeps_every_value_and_every_gap()
    {
        FlatTable table = new("t",
        [
            new("a.b", [double.Epsilon, null, double.NaN]), new("whole", [long.MaxValue, null, -1L]), new("is", [true, false, null]),
            new("text", ["", null, "é\n"]), new("empty", new object?[3]),
        ]);

        Assert.Equal(
            table.Columns.Select(column => (column.Name, column.Type, string.Join('|', column.Values.Select(value => value ?? "null")))),
            ParquetColumns.Of(ParquetFiles.Instance.Encode(table)).Select(column => (column.Name, column.Type, string.Join('|', column.Values.Select(value => value ?? "null")))));
    }

    [Fact]
    public void Same_table_gives_the_same_bytes()
    {
        FlatTable table = new("t", [new("number", Enumerable.Range(0, 1000).Select(i => (object?)(i / 7.0)))]);

        Assert.Equal(ParquetFiles.Instance.Encode(table), ParquetFiles.Instance.Encode(table));
    }

    private static FlatColumn Column(params object?[] values) => new("column", values);
}
