using RnnMemory.Reports.Snapshots;

namespace RnnMemory.Tests.Reports.Snapshots;

/// <summary>The folder of snapshots in a temporary repository, on a machine that is not a build server.</summary>
public abstract class SnapshotFixture : IDisposable
{
    internal static readonly SnapshotName Table = SnapshotName.Of("Increment", "Table", "txt");
    internal static readonly SnapshotName Figure = SnapshotName.Of("Increment", "Figure5", "svg");
    internal static readonly SnapshotOrigin Simd = new("1", "simd", ".NET 10.0.1", "Linux X64");

    private readonly DirectoryInfo repository = Directory.CreateTempSubdirectory("rnn-memory-repository-");

    protected SnapshotFixture() => Directory.CreateDirectory(Path.Combine(Folder, "Increment"));

    internal string Folder => Path.Combine(repository.FullName, "expected");

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
        repository.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
