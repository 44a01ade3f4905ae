namespace RnnMemory.Checks.Publications;

/// <summary>Folders with all that is in them.</summary>
internal static class FolderTree
{
    private const double BytesOfAMegabyte = 1e6;

    /// <summary>The sizes of all files together, in MB.</summary>
    public static double Megabytes(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length) / BytesOfAMegabyte;

    /// <summary>Copies the files that are wanted into a folder, with the folders that they lie in.</summary>
    /// <param name="from">The folder to copy.</param>
    /// <param name="to">The folder that gets them; made if it is missing.</param>
    /// <param name="wanted">Asked of each file's path.</param>
    public static void Copy(string from, string to, Func<string, bool> wanted)
    {
        foreach (string path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(wanted))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    /// <summary>Replaces what is in a folder by what is in another, which is then gone. Some entries of the first stay.</summary>
    /// <param name="folder">The folder; made if it is missing.</param>
    /// <param name="content">The folder with its new content, on the same disk.</param>
    /// <param name="kept">Names of entries that stay.</param>
    public static void Replace(string folder, string content, IReadOnlyCollection<string> kept)
    {
        DirectoryInfo target = Directory.CreateDirectory(folder);
        foreach (FileSystemInfo old in target.EnumerateFileSystemInfos().Where(entry => !kept.Contains(entry.Name)).ToArray())
        {
            if (old is DirectoryInfo { LinkTarget: null } inner)
            {
                inner.Delete(recursive: true);
            }
            else
            {
                old.Delete();
            }
        }

        foreach (FileSystemInfo entry in new DirectoryInfo(content).EnumerateFileSystemInfos().ToArray())
        {
            Directory.Move(entry.FullName, Path.Combine(folder, entry.Name));
        }

        Directory.Delete(content);
    }
}
