using RnnMemory.Files;

namespace RnnMemory.Reports.Snapshots;

/// <summary>An entry of CHANGES.md about recorded runs.</summary>
/// <param name="Time">E.g. "2026-11-29 08:29 UTC".</param>
/// <param name="Reason">Why the runs were recorded.</param>
/// <param name="Commit">The commit that recorded them.</param>
/// <param name="Environment">The environment that recorded them, in words.</param>
public sealed record RecordEntry(string Time, string Reason, string Commit, string Environment)
{
    private const string Head = "## ";
    private const string CommitLabel = "- commit: ";
    private const string EnvironmentLabel = "- environment: ";
    private const string TableOfRuns = "| run | old | new |";

    /// <summary>The last entry that recorded a run; null if none did.</summary>
    /// <param name="folder">Usually expected/.</param>
    public static RecordEntry? Last(string folder)
    {
        string file = Path.Combine(folder, SnapshotChanges.FileName);
        RecordEntry? last = null, entry = null;
        foreach (string line in File.Exists(file) ? TextFile.ToLf(File.ReadAllText(file)).Split('\n') : [])
        {
            entry = line.StartsWith(Head, StringComparison.Ordinal) && line.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0
                ? new RecordEntry(line[Head.Length..colon], line[(colon + 2)..], "", "")
                : entry is not null && After(line, CommitLabel) is { } commit ? entry with { Commit = commit }
                : entry is not null && After(line, EnvironmentLabel) is { } environment ? entry with { Environment = environment }
                : entry;
            last = line == TableOfRuns ? entry : last;
        }

        return last;
    }

    private static string? After(string line, string label) =>
        line.StartsWith(label, StringComparison.Ordinal) ? line[label.Length..] : null;
}
