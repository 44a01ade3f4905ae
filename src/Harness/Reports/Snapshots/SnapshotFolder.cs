using RnnMemory.Files;

namespace RnnMemory.Reports.Snapshots;

/// <summary>
/// The accepted outputs of the experiments, compared exactly. A comparison never changes an accepted file: if the content differs, it
/// writes the received content beside it and fails. Only <see cref="SnapshotAcceptance"/> changes accepted files.
/// </summary>
/// <param name="folder">Usually expected/.</param>
/// <param name="origin">The environment that makes the compared contents.</param>
public sealed class SnapshotFolder(string folder, SnapshotOrigin origin)
{
    /// <summary>Passes if <paramref name="content"/> equals the accepted content, apart from line ends.</summary>
    /// <exception cref="SnapshotMismatch">The content differs, or nothing has been accepted under that name.</exception>
    public void Verify(SnapshotName name, string content)
    {
        string received = Path.Combine(folder, name.ReceivedFile);
        string verified = Path.Combine(folder, name.VerifiedFile);
        string originFile = Path.Combine(folder, name.OriginFile);
        string actual = TextFile.ToLf(content);
        string? expected = File.Exists(verified) ? TextFile.ToLf(File.ReadAllText(verified)) : null;
        if (expected == actual)
        {
            File.Delete(received);
            File.Delete(originFile);
            return;
        }

        TextFile.Write(received, actual);
        origin.Write(originFile);
        string trouble = expected is null ? "has never been accepted" : $"differs from what was accepted, {FirstDifference.Describe(expected, actual)}";
        if (expected is not null)
        {
            DiffTool.Show(received, verified);
        }

        throw new SnapshotMismatch(
            $"Snapshot {name.VerifiedFile} {trouble}\nReceived: {received}\nIf this is right: {SnapshotAcceptance.Command(name.Stem)}");
    }

    /// <summary>The accepted files that no experiment produces any more.</summary>
    /// <param name="folder">Usually expected/.</param>
    /// <param name="produced">The name of every snapshot that some experiment compares.</param>
    public static IReadOnlyList<SnapshotName> Orphans(string folder, IEnumerable<SnapshotName> produced) =>
        [.. SnapshotName.AcceptedIn(folder).Except(produced)];
}
