using RnnMemory.Files;

namespace RnnMemory.Reports.Snapshots;

/// <summary>
/// The accepted outputs of the experiments, compared exactly. A comparison never changes what was accepted: it leaves what it got
/// beside it and fails; <see cref="SnapshotAcceptance"/> is the only way in.
/// </summary>
/// <param name="folder">Usually expected/.</param>
/// <param name="origin">What makes the contents that are compared.</param>
public sealed class SnapshotFolder(string folder, SnapshotOrigin origin)
{
    /// <summary>Passes when <paramref name="content"/> is what was accepted, line ends aside.</summary>
    /// <exception cref="SnapshotMismatch">It differs, or nothing has been accepted under that name.</exception>
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

    /// <summary>Accepted files that no experiment produces any more.</summary>
    /// <param name="folder">Usually expected/.</param>
    /// <param name="produced">The name of every snapshot that some experiment compares.</param>
    public static IReadOnlyList<SnapshotName> Orphans(string folder, IEnumerable<SnapshotName> produced) =>
        [.. SnapshotName.AcceptedIn(folder).Except(produced)];
}
