namespace RnnMemory.Basics;

/// <summary>The checked-out repository that settings are read from and artifacts are written to.</summary>
public static class RepositoryRoot
{
    private const string Marker = "RnnMemory.sln";

    // What was found last. If the current folder is deleted during training, the repository stays the same.
    private static string? last;

    /// <summary>
    /// The first folder with RnnMemory.sln, searched upward from the current folder, then from the program's folder. If the current
    /// folder has been deleted: the one found before, or the program's.
    /// </summary>
    /// <exception cref="UserError">Neither folder is inside the repository.</exception>
    public static string Find()
    {
        string? current = CurrentFolder.FullName;
        return current is null && last is { } known ? known
            : last = Find(current is null ? [AppContext.BaseDirectory] : [current, AppContext.BaseDirectory]);
    }

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
