namespace RnnMemory.Basics;

/// <summary>The folder that relative paths start from. It can be deleted at any time, also during hours of training.</summary>
public static class CurrentFolder
{
    /// <summary>Its full path; null if it has been deleted.</summary>
    public static string? FullName
    {
        get
        {
            try
            {
                return Environment.CurrentDirectory;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <summary>A path as a full path.</summary>
    /// <exception cref="UserError">The path is relative to a folder that has been deleted.</exception>
    public static string Resolve(string path) => Path.IsPathFullyQualified(path) || FullName is not null
        ? Path.GetFullPath(path)
        : throw new UserError($"'{path}' is relative to the current folder, which has been deleted. Change to a folder that exists, or give a full path.");

    /// <summary>A full path as it is shorter to read: relative to this folder, if there is one.</summary>
    public static string Shorten(string path) => FullName is { } folder ? Path.GetRelativePath(folder, path) : path;
}
