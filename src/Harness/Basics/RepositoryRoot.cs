namespace RnnMemory.Basics;

/// <summary>The checked-out repository, or the publication, that settings are read from and artifacts are written to.</summary>
public static class RepositoryRoot
{
    private const string Marker = "RnnMemory.sln";

    // What was found last. If the current folder is deleted during training, the repository stays the same.
    private static string? last;

    /// <summary>
    /// The folder of a published program. For others the first folder with RnnMemory.sln, searched upward from the current folder, then
    /// from the program's folder. If the current folder has been deleted: the one found before, or the program's.
    /// </summary>
    /// <exception cref="UserError">Neither folder is inside the repository.</exception>
    public static string Find()
    {
        // Wherever it is started, and be it in a clone: its settings and records are those that it was published with.
        if (Publication.Here is { } publication)
        {
            return publication.Folder;
        }

        string? current = CurrentFolder.FullName;
        return current is null && last is { } known ? known
            : last = Find(current is null ? [AppContext.BaseDirectory] : [current, AppContext.BaseDirectory]);
    }

    /// <summary>The repository's root, for a command that changes files under version control.</summary>
    /// <param name="command">The command's name.</param>
    /// <exception cref="UserError">The program is a publication, or runs outside of the repository.</exception>
    public static string FindClone(string command) => Publication.Here is not { } publication ? Find() : throw new UserError(
        $"{command} changes files under version control, and '{publication.Folder}' is a publication; copy its artifacts to a clone and run {command} there.");

    internal static string Find(params IReadOnlyList<string> starts) =>
        starts.Select(Upward).FirstOrDefault(root => root is not null)
        ?? throw new UserError($"{Marker} is in none of the folders above {string.Join(" or ", starts)}; start inside the repository.");

    private static string? Upward(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
