namespace RnnMemory.Checks.Kills;

/// <summary>Temporary files that have come since this was made: whoever writes one has not renamed it yet.</summary>
internal sealed class UnfinishedWrites
{
    private readonly string folder;

    // Left by processes that were killed before.
    private readonly HashSet<(string Path, DateTime Written)> earlier;

    /// <param name="folder">Where to look, all below it included.</param>
    public UnfinishedWrites(string folder)
    {
        this.folder = folder;
        earlier = [.. Now()];
    }

    /// <summary>Whether a write is under way, or was when its process was killed.</summary>
    public bool Any() => Now().Any(file => !earlier.Contains(file));

    private (string Path, DateTime Written)[] Now()
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder, "*.tmp", SearchOption.AllDirectories).Select(path => (path, File.GetLastWriteTimeUtc(path)))]
                : [];
        }
        catch (IOException)
        {
            // A folder was renamed under the enumeration.
            return [];
        }
    }
}
