using System.Text.Json;
using System.Text.Json.Serialization;
using RnnMemory.Files;

namespace RnnMemory.Paper;

/// <summary>A registered JSON file with the two properties "changes" and "content". Unknown, missing and repeated keys are refused.</summary>
internal static class RegisteredFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The text of a file that is embedded in the library.</summary>
    public static string Embedded(string name)
    {
        using Stream json = typeof(RegisteredFile).Assembly.GetManifestResourceStream($"RnnMemory.Paper.{name}")
            ?? throw new InvalidOperationException($"The library was built without {name}.");
        using StreamReader reader = new(json);
        return reader.ReadToEnd();
    }

    /// <summary>Reads a file's text.</summary>
    /// <typeparam name="T">The type of its content.</typeparam>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="text">The file's text.</param>
    /// <exception cref="InvalidDataException">A key is unknown, missing or repeated, or a value is of another type.</exception>
    public static (T Content, Registration Registration) Read<T>(string name, string text)
        where T : class
    {
        try
        {
            Envelope envelope = JsonSerializer.Deserialize<Envelope>(text, Options)!;
            T content = envelope.Content.Deserialize<T>(Options)!;
            string sha256 = Sha256Text.Of(TextFile.ToLf(envelope.Content.GetRawText()));
            return (content, new Registration(name, sha256, envelope.Changes));
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{name}: {error.Message}", error);
        }
    }

    private sealed record Envelope
    {
        public required IReadOnlyList<RegisteredChange> Changes { get; init; }

        public required JsonElement Content { get; init; }
    }
}
