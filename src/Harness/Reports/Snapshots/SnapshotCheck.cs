using RnnMemory.Files;

namespace RnnMemory.Reports.Snapshots;

/// <summary>How a computed content compares with the accepted one.</summary>
public enum SnapshotState
{
    /// <summary>It is the same, apart from line ends.</summary>
    Unchanged,

    /// <summary>It is another.</summary>
    Changed,

    /// <summary>Nothing has been accepted under that name.</summary>
    NeverAccepted,
}

/// <summary>Compares contents with accepted ones and changes no file, unlike the comparison of a test (<see cref="SnapshotFolder"/>).</summary>
public static class SnapshotCheck
{
    /// <summary>How a content compares.</summary>
    /// <param name="folder">Usually expected/.</param>
    /// <param name="name">The snapshot.</param>
    /// <param name="content">The computed content.</param>
    public static SnapshotState Of(string folder, SnapshotName name, string content)
    {
        string verified = Path.Combine(folder, name.VerifiedFile);
        return !File.Exists(verified) ? SnapshotState.NeverAccepted
            : TextFile.ToLf(File.ReadAllText(verified)) == TextFile.ToLf(content) ? SnapshotState.Unchanged
            : SnapshotState.Changed;
    }
}
