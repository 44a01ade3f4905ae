using RnnMemory.Reports.Snapshots;

namespace RnnMemory.Tests.Reports.Snapshots;

/// <summary>A temporary folder of snapshots, on a machine that is not a build server.</summary>
public abstract class SnapshotFixture : IDisposable
{
    internal static readonly SnapshotName Table = SnapshotName.Of("Increment", "Table", "txt");
    internal static readonly SnapshotName Figure = SnapshotName.Of("Increment", "Figure5", "svg");
    internal static readonly SnapshotOrigin Simd = new("1", "simd", ".NET 10.0.1", "Linux X64");

    protected SnapshotFixture() => Directory.CreateDirectory(Path.Combine(Folder, "Increment"));

    internal string Folder { get; } = Directory.CreateTempSubdirectory("rnn-memory-expected-").FullName;

    internal void Verify(SnapshotName name, string content, SnapshotOrigin? origin = null) =>
        new SnapshotFolder(Folder, origin ?? Simd).Verify(name, content);

    internal void Receive(SnapshotName name, string content, SnapshotOrigin? origin = null) =>
        Xunit.Assert.Throws<SnapshotMismatch>(() => Verify(name, content, origin));

    internal SnapshotAcceptance Acceptance(params (string Name, string Value)[] variables) =>
        new(Folder, variables.ToDictionary(v => v.Name, v => v.Value), "c0ffee", TimeProvider.System);

    internal void Accepted(SnapshotName name, string content, SnapshotOrigin? origin = null)
    {
        Receive(name, content, origin);
        Acceptance().Accept("first", [name.ReceivedFile], forceEnvironment: false);
    }

    internal string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    internal IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order();

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
