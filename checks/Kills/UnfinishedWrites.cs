namespace RnnMemory.Checks.Kills;

/// <summary>Temporary files that appeared after this object was made, which their writers have not renamed yet.</summary>
internal sealed class UnfinishedWrites
{
    private readonly string folder;

    // Files left by processes that were killed earlier.
    private readonly HashSet<(string Path, DateTime Written)> earlier;

    /// <param name="folder">The folder to search, including its subfolders.</param>
    public UnfinishedWrites(string folder)
    {
        this.folder = folder;
        earlier = [.. Now()];
    }

    /// <summary>Whether a write is in progress, or was in progress when its process was killed.</summary>
    public bool Any() => Now().Any(file => !earlier.Contains(file));

    private (string Path, DateTime Written)[] Now()
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder, "*.tmp", SearchOption.AllDirectories)
                    .Select(path => (path, File.GetLastWriteTimeUtc(path)))]
                : [];
        }
        catch (IOException)
        {
            // A folder was renamed during the enumeration.
            return [];
        }
    }
}
