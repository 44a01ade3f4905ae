using System.Globalization;
using System.Text.Json;

namespace RnnMemory.Export.Tables;

/// <summary>JSON as a list of its values with their paths, e.g. "task.order" or "steps[3].accuracy".</summary>
internal static class JsonLeaves
{
    /// <summary>The values: bool, long, double or string; a null is left out.</summary>
    /// <param name="json">The JSON; the path of a value that is no part of an object or a list is empty.</param>
    /// <param name="intoLists">Whether each element of a list is a value; otherwise a list is one, as the text of its JSON.</param>
    public static IEnumerable<(string Path, object Value)> Of(JsonElement json, bool intoLists) => Of("", json, intoLists);

    private static IEnumerable<(string Path, object Value)> Of(string path, JsonElement json, bool intoLists) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject()
            .SelectMany(part => Of(path.Length == 0 ? part.Name : $"{path}.{part.Name}", part.Value, intoLists)),
        JsonValueKind.Array when intoLists => json.EnumerateArray()
            .SelectMany((part, index) => Of(string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), part, intoLists)),
        JsonValueKind.Null => [],
        _ => [(path, Value(json))],
    };

    private static object Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number => json.TryGetInt64(out long whole) ? (object)whole : json.GetDouble(),
        _ => json.GetRawText(),
    };
}
