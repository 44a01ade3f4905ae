using System.Text.Json;
using System.Text.Json.Serialization;

namespace RnnMemory.Models;

/// <summary>A cell in stored specs: its <see cref="Cell.RecordName"/>.</summary>
internal sealed class CellJson : JsonConverter<Cell>
{
    public override Cell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? name = reader.GetString();
        return Cells.All.FirstOrDefault(cell => cell.RecordName == name)
            ?? throw new JsonException($"'{name}' is no cell; known are {string.Join(", ", Cells.All)}.");
    }

    public override void Write(Utf8JsonWriter writer, Cell value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.RecordName);
}
