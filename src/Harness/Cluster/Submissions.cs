namespace RnnMemory.Cluster;

/// <summary>A submission: a manifest with its scripts and logs.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Manifest">What it trains.</param>
public sealed record Submission(string Folder, Manifest Manifest)
{
    /// <summary>Its name, which is that of its job too.</summary>
    public string Name => Path.GetFileName(Folder);
}

/// <summary>The submissions whose runs are kept in one artifacts folder.</summary>
public static class Submissions
{
    /// <summary>The folder in which each submission has a folder of its name.</summary>
    public static string FolderOf(string artifacts) => Path.Combine(artifacts, "cluster");

    /// <summary>The names of all submissions.</summary>
    /// <param name="artifacts">The artifacts folder.</param>
    public static IReadOnlyList<string> Names(string artifacts) => [.. Folders(artifacts).Select(folder => Path.GetFileName(folder))];

    /// <summary>All submissions, the oldest first.</summary>
    /// <param name="artifacts">The artifacts folder.</param>
    /// <exception cref="Basics.UserError">A manifest cannot be read.</exception>
    public static IReadOnlyList<Submission> In(string artifacts) => In(artifacts, _ => true);

    /// <summary>Some submissions, the oldest first; a manifest of many runs takes a while to read.</summary>
    /// <param name="artifacts">The artifacts folder.</param>
    /// <param name="isWanted">Asked of each name.</param>
    /// <exception cref="Basics.UserError">A manifest cannot be read.</exception>
    public static IReadOnlyList<Submission> In(string artifacts, Func<string, bool> isWanted) =>
    [
        .. from folder in Folders(artifacts)
           where isWanted(Path.GetFileName(folder))
           let manifest = Manifest.Read(Path.Combine(folder, Manifest.FileName))
           orderby manifest.Written, folder
           select new Submission(folder, manifest),
    ];

    private static IEnumerable<string> Folders(string artifacts) =>
        (Directory.Exists(FolderOf(artifacts)) ? Directory.GetDirectories(FolderOf(artifacts)) : [])
            .Where(folder => File.Exists(Path.Combine(folder, Manifest.FileName)));
}
