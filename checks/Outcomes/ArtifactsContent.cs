using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RnnMemory.Files;

namespace RnnMemory.Checks.Outcomes;

/// <summary>
/// The content of a command's artifacts folder, file by file, without the parts that may differ when the same runs are trained twice:
/// wall times, and hashes over text that contains them.
/// </summary>
internal static class ArtifactsContent
{
    private const int HeaderLengthAt = 12;
    private const int HeaderAt = 16;

    // The previous checkpoint may have been written at any moment. Locks and temporary files belong to processes, not to results.
    private static readonly string[] Left = [".lock", ".owner", ".token", ".tmp", "checkpoint.previous.bin"];

    private static readonly string[] OfTheClock = ["seconds", "records", "checksum"];

    /// <summary>The content by path below the folder: text, or the hash of bytes.</summary>
    public static SortedDictionary<string, string> Of(string folder)
    {
        SortedDictionary<string, string> content = new(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !Left.Any(path.EndsWith)))
        {
            content[Path.GetRelativePath(folder, path)] = OfFile(path);
        }

        return content;
    }

    /// <summary>The paths whose content differs or is on one side only.</summary>
    public static IEnumerable<string> Differences(SortedDictionary<string, string> one, SortedDictionary<string, string> other) =>
        one.Keys.Union(other.Keys).Where(path => one.GetValueOrDefault(path) != other.GetValueOrDefault(path));

    private static string OfFile(string path) => Path.GetExtension(path) switch
    {
        ".jsonl" => string.Join('\n', File.ReadAllText(path).Split('\n').Select(line => line.Length == 0 ? "" : Timeless(line))),
        ".json" => Timeless(File.ReadAllText(path)),
        ".bin" => OfCheckpoint(File.ReadAllBytes(path)),
        _ => Hash(File.ReadAllBytes(path)),
    };

    // All bytes except the header's times and the hash that covers them.
    private static string OfCheckpoint(byte[] bytes)
    {
        int header = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(HeaderLengthAt));
        string text = Timeless(Encoding.UTF8.GetString(bytes, HeaderAt, header));
        return $"{Hash(bytes.AsSpan(..HeaderLengthAt))} {text} {Hash(bytes.AsSpan(HeaderAt + header)[..^SHA256.HashSizeInBytes])}";
    }

    private static string Timeless(string json)
    {
        JsonObject node = JsonNode.Parse(json)!.AsObject();
        foreach (string name in OfTheClock)
        {
            node.Remove(name);
        }

        return node.ToJsonString();
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Sha256Text.Of(bytes);
}
