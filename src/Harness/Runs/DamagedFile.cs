using RnnMemory.Files;

namespace RnnMemory.Runs;

/// <summary>
/// Keeps damaged files of a run under other names, so that they can still be repaired by hand: until the run is trained with --fresh.
/// </summary>
internal static class DamagedFile
{
    private const string Mark = ".damaged";

    /// <summary>
    /// Renames a file, a link or a folder to NAME.damaged.ENDING or, if that is taken, to NAME.damaged-2.ENDING and so on.
    /// </summary>
    /// <returns>The new name; null if nothing has that name.</returns>
    public static string? KeepAside(string path)
    {
        if (!Exists(path))
        {
            return null;
        }

        string folder = Path.GetDirectoryName(path)!;
        string aside = NameAside(path);
        if (IsFolder(path))
        {
            Directory.Move(path, aside);
        }
        else
        {
            File.Move(path, aside);
        }

        DurableFolder.Flush(folder);
        return Path.GetFileName(aside);
    }

    /// <summary>
    /// Keeps a file aside that will be replaced at once: a copy, so that a process whose replacement is then refused has moved nothing
    /// that belongs to another. What is no regular file is renamed.
    /// </summary>
    public static void CopyAside(string path)
    {
        if (IsLink(path))
        {
            KeepAside(path);
            return;
        }

        try
        {
            using FileStream from = RegularFile.OpenRead(path);
            using FileStream to = new(NameAside(path), FileMode.CreateNew, FileAccess.Write);
            from.CopyTo(to);
        }
        catch (NotRegularException)
        {
            KeepAside(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // It was removed, so there is nothing to keep.
        }
    }

    /// <summary>Keeps aside every folder that has the name of a file of a run, with a notice: no file could be written there.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="files">Paths of files that are to be written.</param>
    /// <param name="notice">Gets a line for each.</param>
    public static void KeepFoldersAside(string run, IEnumerable<string> files, Action<string> notice)
    {
        foreach (string path in files.SelectMany(file => new[] { file, AtomicFile.TemporaryOf(file) }).Where(IsFolder))
        {
            string aside = KeepAside(path)!;
            notice($"Run '{run}': expected a file, but '{path}' is a folder; it is kept as {aside}.");
        }
    }

    /// <summary>The paths of the files that were kept aside in a folder.</summary>
    public static string[] In(string folder) => Directory.GetFiles(folder, $"*{Mark}*");

    private static string NameAside(string path)
    {
        string stem = Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + Mark);
        string ending = Path.GetExtension(path);
        return Enumerable.Range(2, int.MaxValue - 2).Select(n => $"{stem}-{n}{ending}").Prepend(stem + ending).First(name => !Exists(name));
    }

    // Path.Exists follows links, and a link may lead nowhere.
    private static bool Exists(string path) => Path.Exists(path) || IsLink(path);

    private static bool IsFolder(string path) => Directory.Exists(path) && !IsLink(path);

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
