using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using RnnMemory.Basics;
using RnnMemory.Files;

namespace RnnMemory.Settings;

/// <summary>Reads a JSON settings file, with line numbers for error messages.</summary>
internal static class SettingsFile
{
    // A thousand times the paper's settings.
    private const int LargestFile = 4 * 1024 * 1024;

    private static readonly JsonReaderOptions Options =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The assignments in the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keys">The known settings, which tell whether a name is a list, a section or a value.</param>
    /// <exception cref="UserError">The file cannot be read, is not a JSON object, or contains a key twice.</exception>
    public static IEnumerable<SettingAssignment> Read(string path, SettingKeys keys)
    {
        byte[] content = Content(path);
        Dictionary<string, int> lines = KeyLines(path, content);
        IConfiguration json = new ConfigurationBuilder().AddJsonStream(new MemoryStream(content)).Build();
        return json.GetChildren().SelectMany(section => Leaves(section, keys)).Select(leaf =>
            new SettingAssignment(leaf.Path, leaf.Values, $"{path} line {LineOf(leaf.Path, lines)}"));
    }

    // Only properties have line numbers of their own: errors inside an array are reported at the array's first line.
    private static int LineOf(string key, Dictionary<string, int> lines)
    {
        while (!lines.ContainsKey(key))
        {
            key = key[..key.LastIndexOf(':')];
        }

        return lines[key];
    }

    private static byte[] Content(string path)
    {
        try
        {
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(BoundedFile.ReadAll(path, LargestFile));
            return Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        }
        catch (Exception error) when (error is NotRegularException or InvalidDataException)
        {
            throw new UserError($"Settings file {path}: {error.Message}. Write the settings to a file of their own.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"Settings file {path} cannot be read: {error.Message}", error);
        }
        catch (DecoderFallbackException error)
        {
            throw new UserError($"Settings file {path} is not UTF-8 text.", error);
        }
    }

    // An array is one value: a list replaces a list as a whole, whatever their lengths.
    private static IEnumerable<(string Path, IReadOnlyList<string>? Values)> Leaves(IConfigurationSection section, SettingKeys keys)
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        bool isSection = keys.All.Keys.Any(key => key.StartsWith(section.Path + ":", StringComparison.OrdinalIgnoreCase));
        if (children.Length == 0)
        {
            return isSection && section.Value is null ? [] : [(section.Path, Values(section))];
        }

        bool isList = keys.All.TryGetValue(section.Path, out SettingKey? key) && key.IsList;
        return isList && children.All(child => child.Value is not null && char.IsAsciiDigit(child.Key[0]))
            ? [(section.Path, [.. children.Select(child => child.Value!)])]
            : children.SelectMany(child => Leaves(child, keys));
    }

    private static IReadOnlyList<string>? Values(IConfigurationSection leaf) => leaf.Value is null ? null : [leaf.Value];

    private static Dictionary<string, int> KeyLines(string path, byte[] content)
    {
        Dictionary<string, int> lines = new(StringComparer.OrdinalIgnoreCase);
        Stack<string> prefixes = new();
        string name = "";
        Utf8JsonReader reader = new(content, Options);
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = prefixes.Peek() + reader.GetString();
                        int line = 1 + content.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
                        if (!lines.TryAdd(name, line))
                        {
                            throw new UserError($"{path} line {line}: {name} was already given in line {lines[name]}.");
                        }

                        break;
                    case JsonTokenType.StartObject:
                        prefixes.Push(name == "" ? "" : name + ":");
                        break;
                    case JsonTokenType.EndObject:
                        prefixes.Pop();
                        break;
                    default:
                        if (prefixes.Count == 0)
                        {
                            throw new UserError($"{path} line 1: expected a JSON object of settings, {{ ... }}.");
                        }

                        // Decoded only to check that it is valid.
                        _ = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                        break;
                }
            }
        }
        catch (JsonException error)
        {
            string what = error.Message.Split(" LineNumber:")[0];
            throw new UserError($"{path} line {error.LineNumber + 1}: not valid JSON: {what}", error);
        }
        catch (InvalidOperationException error)
        {
            // The reader's error for an escaped half of a surrogate pair.
            int line = 1 + content.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
            throw new UserError($"{path} line {line}: expected text, got half of an escaped character: {error.Message}", error);
        }

        return lines;
    }
}
