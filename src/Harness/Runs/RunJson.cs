using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RnnMemory.Training;

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

    /// <summary><see cref="Line"/> without the name of a run's engine, for a run's identity.</summary>
    public static JsonSerializerOptions WithoutEngine { get; } = Make(indented: false, LeaveOutEngine);

    /// <summary>Exceptions that mean "this is not the JSON that was expected".</summary>
    public static bool IsMalformed(Exception error) => error is JsonException or NotSupportedException or InvalidOperationException;

    private static void LeaveOutEngine(JsonTypeInfo type)
    {
        if (type.Type == typeof(RunSpec))
        {
            type.Properties.Remove(type.Properties.Single(property => property.Name == "engine"));
        }
    }

    private static JsonSerializerOptions Make(bool indented, params IEnumerable<Action<JsonTypeInfo>> modifiers) => new()
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
        TypeInfoResolver = Resolver(modifiers),
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    private static DefaultJsonTypeInfoResolver Resolver(IEnumerable<Action<JsonTypeInfo>> modifiers)
    {
        DefaultJsonTypeInfoResolver resolver = new() { Modifiers = { RefuseNullElements } };
        foreach (Action<JsonTypeInfo> modifier in modifiers)
        {
            resolver.Modifiers.Add(modifier);
        }

        return resolver;
    }

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
