using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RnnMemory.Runs;

/// <summary>
/// How records become JSON: enums by name, doubles that round-trip, NaN as the string "NaN"; unknown or missing fields are errors.
/// </summary>
internal static class RunJson
{
    /// <summary>One line, for epochs.jsonl and checkpoint headers.</summary>
    public static JsonSerializerOptions Line { get; } = Make(indented: false);

    /// <summary>Indented, for files that people read.</summary>
    public static JsonSerializerOptions Indented { get; } = Make(indented: true);

    /// <summary>Exceptions that mean "this is not the JSON that was expected".</summary>
    public static bool IsMalformed(Exception error) => error is JsonException or NotSupportedException or InvalidOperationException;

    private static JsonSerializerOptions Make(bool indented) => new()
    {
        WriteIndented = indented,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };
}
