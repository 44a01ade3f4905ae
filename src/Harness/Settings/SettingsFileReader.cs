using System.Text;
using System.Text.Json;
using RnnMemory.Basics;

namespace RnnMemory.Settings;

/// <summary>Turns the JSON of one settings file into assignments, one for each setting with the line in which it is given.</summary>
/// <param name="path">The file's path, for messages.</param>
/// <param name="content">Its content in UTF-8.</param>
/// <param name="keys">The known settings.</param>
internal sealed class SettingsFileReader(string path, byte[] content, SettingKeys keys)
{
    private static readonly JsonReaderOptions Options =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly Dictionary<string, int> lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SettingAssignment> found = [];

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

            ReadObject(ref reader, "");

            // Anything but comments after the object is an error, which this call reports.
            reader.Read();
            return found;
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
    private int ReadObject(ref Utf8JsonReader reader, string prefix)
    {
        int properties = 0;
        for (; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; properties++)
        {
            string name = prefix + SettingKeys.PathOf(reader.GetString()!);
            int line = LineOf(ref reader);
            if (!lines.TryAdd(name, line))
            {
                throw new UserError($"{path} line {line}: {name} was already given in line {lines[name]}.");
            }

            reader.Read();
            ReadValue(ref reader, name, $"{path} line {line}");
        }

        return properties;
    }

    private void ReadValue(ref Utf8JsonReader reader, string name, string source)
    {
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        if (keys.All.TryGetValue(name, out SettingKey? key))
        {
            found.Add(new SettingAssignment(name, isObject ? throw key.Wrong("an object", source) : Values(ref reader, key, source), source));
        }
        else if (keys.IsSection(name) && !isObject)
        {
            throw new UserError($"{source}: {name} must be an object with settings, {{ ... }}, not {Came(ref reader)}.");
        }
        else if (!isObject || (ReadObject(ref reader, name + ":") == 0 && !keys.IsSection(name)))
        {
            // Always throws, with the names that may have been meant.
            keys.Find(name, source);
        }
    }

    private static IReadOnlyList<string>? Values(ref Utf8JsonReader reader, SettingKey key, string source)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return reader.TokenType == JsonTokenType.Null ? null : [Text(ref reader)];
        }

        if (!key.IsList)
        {
            throw key.Wrong("a list", source);
        }

        List<string> values = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject or JsonTokenType.Null
                ? throw key.Wrong($"a list with {Came(ref reader)} in it", source)
                : Text(ref reader));
        }

        return values;
    }

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
