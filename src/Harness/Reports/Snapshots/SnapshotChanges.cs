using System.Security.Cryptography;
using System.Text;

namespace RnnMemory.Reports.Snapshots;

/// <summary>The file CHANGES.md beside the snapshots: who may wonder why a number changed finds the reason there.</summary>
internal sealed class SnapshotChanges(string folder)
{
    public const string FileName = "CHANGES.md";

    private const string Preamble =
        """
        # Changes of accepted snapshots

        Written by `rnn-memory accept`, which is the only way to change a snapshot; oldest first. Hashes are the first 16 digits of
        SHA-256 over the text with LF line ends.

        """;

    private const string EnvironmentLabel = "- environment: ";
    private const string None = "none";

    private string PathOfFile => Path.Combine(folder, FileName);

    /// <summary>The hash that stands for a snapshot's content.</summary>
    public static string Hash(string? content) =>
        content is null ? None : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TextFile.ToLf(content))))[..16];

    public void Append(DateTimeOffset time, string reason, string commit, SnapshotOrigin origin, IEnumerable<SnapshotChange> changes)
    {
        var text = new StringBuilder(File.Exists(PathOfFile) ? TextFile.ToLf(File.ReadAllText(PathOfFile)) : Preamble);
        text.Append($"\n## {time.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {reason}\n\n");
        text.Append($"- commit: {commit}\n{EnvironmentLabel}{origin}\n\n| snapshot | old | new |\n| --- | --- | --- |\n");
        foreach (SnapshotChange change in changes)
        {
            text.Append($"| {change.Name.VerifiedFile} | {change.Old} | {change.New} |\n");
        }

        TextFile.Write(PathOfFile, text.ToString());
    }

    /// <summary>Of each snapshot's last acceptance: the hash of its content and what made it.</summary>
    public IReadOnlyDictionary<string, (string Hash, SnapshotOrigin? Origin)> Last()
    {
        var last = new Dictionary<string, (string, SnapshotOrigin?)>(StringComparer.Ordinal);
        SnapshotOrigin? origin = null;
        foreach (string line in File.Exists(PathOfFile) ? File.ReadLines(PathOfFile) : [])
        {
            if (line.StartsWith(EnvironmentLabel, StringComparison.Ordinal))
            {
                origin = SnapshotOrigin.Parse(line[EnvironmentLabel.Length..]);
            }
            else if (line.Split('|', StringSplitOptions.TrimEntries) is ["", var file, _, var hash, ""] && file.Contains(".verified.", StringComparison.Ordinal))
            {
                last[file] = (hash, origin);
            }
        }

        return last;
    }
}

/// <summary>One accepted snapshot.</summary>
/// <param name="Name">Which.</param>
/// <param name="Old">The hash before, or "none".</param>
/// <param name="New">The hash after.</param>
public sealed record SnapshotChange(SnapshotName Name, string Old, string New);
