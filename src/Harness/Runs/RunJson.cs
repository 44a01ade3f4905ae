using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RnnMemory.Runs;

/// <summary>
/// How records become JSON: enums by name, doubles that round-trip, NaN as the string "NaN"; unknown, missing or doubled fields are errors,
/// and so is a null in a list.
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
        AllowDuplicateProperties = false,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RefuseNullElements } },
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    // Nullable annotations are respected for properties, not for the elements of their lists.
    private static void RefuseNullElements(JsonTypeInfo type)
    {
        Func<object, object?>[] lists =
        [
            .. from property in type.Properties
               where property.Get is not null && IsListOfObjects(property.PropertyType)
               select property.Get!,
        ];
        if (lists.Length > 0)
        {
            type.OnDeserialized = read =>
            {
                if (lists.Any(list => ((IEnumerable?)list(read))?.Cast<object?>().Contains(null) == true))
                {
                    throw new JsonException($"A list of {type.Type.Name} has a null element.");
                }
            };
        }
    }

    private static bool IsListOfObjects(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && !type.GenericTypeArguments[0].IsValueType;
}
