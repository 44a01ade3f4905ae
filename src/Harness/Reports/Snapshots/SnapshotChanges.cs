using System.Text;
using RnnMemory.Files;
using RnnMemory.Runs;

namespace RnnMemory.Reports.Snapshots;

/// <summary>The file CHANGES.md beside the snapshots, which says why each number changed.</summary>
internal sealed class SnapshotChanges(string folder)
{
    public const string FileName = "CHANGES.md";

    private const string Preamble =
        """
        # Changes of accepted snapshots

        Written by `rnn-memory accept`, which is the only way to change a snapshot, and by `rnn-memory record`, which adds runs of full
        size; oldest first. Hashes are the first 16 digits of SHA-256: of a snapshot over its text with LF line ends, of a run over its
        last training state.

        """;

    private const string EnvironmentLabel = "- environment: ";
    private const string None = "none";
    private const string RunPrefix = "runs/";
    private const int ShownDigits = 16;

    private string PathOfFile => Path.Combine(folder, FileName);

    // In the folder artifacts beside expected/, of which git sees nothing.
    private string LockFile => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(folder))!, "artifacts", ".locks", $"{FileName}.lock");

    /// <summary>The hash that stands for a snapshot's content.</summary>
    public static string Hash(string? content) =>
        content is null ? None : Sha256Text.Of(TextFile.ToLf(content))[..ShownDigits];

    /// <summary>The hash that stands for a run: the beginning of its last state's hash.</summary>
    public static string HashOfRun(string? finalState) =>
        finalState is null ? None : finalState.Length == 0 ? "no epoch" : finalState[..ShownDigits];

    /// <summary>A run's name in the file.</summary>
    public static string NameOfRun(string id) => RunPrefix + id;

    public void Append(DateTimeOffset time, string reason, string commit, SnapshotOrigin origin, IEnumerable<SnapshotChange> changes) =>
        Append(time, reason, commit, origin, "snapshot", changes.Select(change => (change.Name.VerifiedFile, change.Old, change.New)));

    public void Append(DateTimeOffset time, string reason, string commit, SnapshotOrigin origin, IEnumerable<RecordedChange> changes) =>
        Append(time, reason, commit, origin, "run", changes.Select(change => (NameOfRun(change.Run), change.Old, change.New)));

    private void Append(
        DateTimeOffset time, string reason, string commit, SnapshotOrigin origin, string kind,
        IEnumerable<(string Name, string Old, string New)> changes)
    {
        using FileStream held = StoreErrors.ExplainFolder(Path.GetDirectoryName(LockFile)!, () => RunLock.WaitFor(LockFile));
        var text = new StringBuilder(File.Exists(PathOfFile) ? TextFile.ToLf(File.ReadAllText(PathOfFile)) : Preamble);
        text.Append($"\n## {time.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {reason}\n\n");
        text.Append($"- commit: {commit}\n{EnvironmentLabel}{origin}\n\n| {kind} | old | new |\n| --- | --- | --- |\n");
        foreach ((string name, string old, string current) in changes)
        {
            text.Append($"| {name} | {old} | {current} |\n");
        }

        TextFile.Write(PathOfFile, text.ToString());
    }

    /// <summary>
    /// The last acceptance of each snapshot (the key is its file name) and of each run (the key is "runs/" and its id): the hash and the
    /// environment that made the content.
    /// </summary>
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
            else if (line.Split('|', StringSplitOptions.TrimEntries) is ["", var file, _, var hash, ""]
                && (file.Contains(".verified.", StringComparison.Ordinal) || file.StartsWith(RunPrefix, StringComparison.Ordinal)))
            {
                last[file] = (hash, origin);
            }
        }

        return last;
    }
}

/// <summary>One recorded run.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Old">The hash before, or "none".</param>
/// <param name="New">The hash after.</param>
public sealed record RecordedChange(string Run, string Old, string New)
{
    /// <summary>
    /// What was wrong with a record that was damaged, or ended with the same state as the run; null for any other change.
    /// </summary>
    public string? Repaired { get; init; }
}

/// <summary>One accepted snapshot.</summary>
/// <param name="Name">The snapshot.</param>
/// <param name="Old">The hash before, or "none".</param>
/// <param name="New">The hash after.</param>
public sealed record SnapshotChange(SnapshotName Name, string Old, string New);
