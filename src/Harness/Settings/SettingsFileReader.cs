using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using RnnMemory.Basics;

namespace RnnMemory.Settings;

/// <summary>
/// Turns the JSON of one settings file into assignments, one for each setting with the line in which it is given. The configuration
/// library reads the values; it knows no lines, and does not tell null from nothing or one spelling of a name from another, so that is
/// checked before.
/// </summary>
/// <param name="path">The file's path, for messages.</param>
/// <param name="content">Its content in UTF-8.</param>
/// <param name="keys">The known settings.</param>
internal sealed class SettingsFileReader(string path, byte[] content, SettingKeys keys)
{
    private static readonly JsonReaderOptions Options =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly Dictionary<string, int> lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Place> found = [];

    // A setting in the file: its name there and here, the length of its list or null for one value, and the line.
    private readonly record struct Place(string Path, string Name, int? Length, string Source);

    /// <summary>Reads the whole file.</summary>
    /// <exception cref="UserError">The file is not as <see cref="SettingsFile.Read"/> demands.</exception>
    public IReadOnlyList<SettingAssignment> Read()
    {
        Utf8JsonReader reader = new(content, Options);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new UserError($"{path} line 1: expected a JSON object of settings, {{ ... }}.");
            }

            ReadObject(ref reader, "", "");

            // Anything but comments after the object is an error, which this call reports.
            reader.Read();
            return Values();
        }
        catch (JsonException error)
        {
            string what = error.Message.Split(" LineNumber:")[0];
            throw new UserError($"{path} line {error.LineNumber + 1}: not valid JSON: {what}", error);
        }
        catch (InvalidOperationException error)
        {
            // The reader's error for an escaped half of a surrogate pair.
            throw new UserError($"{path} line {LineOf(ref reader)}: expected text, got half of an escaped character: {error.Message}", error);
        }
    }

    // Returns how many properties the object has.
    private int ReadObject(ref Utf8JsonReader reader, string place, string prefix)
    {
        int properties = 0;
        for (; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; properties++)
        {
            string given = reader.GetString()!;
            string name = prefix + SettingKeys.PathOf(given);
            int line = LineOf(ref reader);
            if (!lines.TryAdd(name, line))
            {
                throw new UserError($"{path} line {line}: {name} was already given in line {lines[name]}.");
            }

            reader.Read();
            ReadValue(ref reader, place + given, name, $"{path} line {line}");
        }

        return properties;
    }

    private void ReadValue(ref Utf8JsonReader reader, string place, string name, string source)
    {
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        if (keys.All.TryGetValue(name, out SettingKey? key))
        {
            found.Add(new Place(place, name, isObject ? throw key.Wrong("an object", source) : Length(ref reader, key, source), source));
        }
        else if (keys.IsSection(name) && !isObject)
        {
            throw new UserError($"{source}: {name} must be an object with settings, {{ ... }}, not {Came(ref reader)}.");
        }
        else if (!isObject || (ReadObject(ref reader, place + ":", name + ":") == 0 && !keys.IsSection(name)))
        {
            // Always throws, with the names that may have been meant.
            keys.Find(name, source);
        }
    }

    // The length of a list; null for one value.
    private static int? Length(ref Utf8JsonReader reader, SettingKey key, string source)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            CheckText(ref reader);
            return null;
        }

        if (!key.IsList)
        {
            throw key.Wrong("a list", source);
        }

        int length = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; length++)
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject or JsonTokenType.Null)
            {
                throw key.Wrong($"a list with {Came(ref reader)} in it", source);
            }

            CheckText(ref reader);
        }

        return length;
    }

    private IReadOnlyList<SettingAssignment> Values()
    {
        IConfiguration json = new ConfigurationBuilder().AddJsonStream(new MemoryStream(content)).Build();
        return [.. found.Select(place => new SettingAssignment(place.Name, Values(json, place), place.Source))];
    }

    private static IReadOnlyList<string>? Values(IConfiguration json, Place place) => (place.Length, json[place.Path]) switch
    {
        ({ } length, _) => [.. Enumerable.Range(0, length).Select(i => json[$"{place.Path}:{i}"]!)],
        (null, { } value) => [value],
        _ => null,
    };

    // Decoding a string fails if it is not valid.
    private static void CheckText(ref Utf8JsonReader reader) => _ = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;

    private static string Came(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartArray => "a list",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.Null => "null",
        _ => $"'{Text(ref reader)}'",
    };

    private static string Text(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);

    private int LineOf(ref Utf8JsonReader reader) => 1 + content.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
}
