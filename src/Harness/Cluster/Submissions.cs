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

    /// <summary>All submissions, the oldest first.</summary>
    /// <param name="artifacts">The artifacts folder.</param>
    /// <exception cref="Basics.UserError">A manifest cannot be read.</exception>
    public static IReadOnlyList<Submission> In(string artifacts) =>
    [
        .. from folder in Directory.Exists(FolderOf(artifacts)) ? Directory.GetDirectories(FolderOf(artifacts)) : []
           let file = Path.Combine(folder, Manifest.FileName)
           where File.Exists(file)
           let manifest = Manifest.Read(file)
           orderby manifest.Written, folder
           select new Submission(folder, manifest),
    ];
}
