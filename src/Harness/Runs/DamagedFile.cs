using RnnMemory.Files;

namespace RnnMemory.Runs;

/// <summary>
/// Keeps damaged files of a run under other names, so that they can still be repaired by hand: until the run is trained with --fresh.
/// </summary>
internal static class DamagedFile
{
    private const string Mark = ".damaged";

    /// <summary>Renames a file, or a link, to NAME.damaged.ENDING or, if that is taken, to NAME.damaged-2.ENDING and so on.</summary>
    /// <returns>The new name; null if there is no such file.</returns>
    public static string? KeepAside(string path)
    {
        if (!Exists(path))
        {
            return null;
        }

        string folder = Path.GetDirectoryName(path)!;
        string stem = Path.Combine(folder, Path.GetFileNameWithoutExtension(path) + Mark), ending = Path.GetExtension(path);
        string aside = Enumerable.Range(2, int.MaxValue - 2).Select(n => $"{stem}-{n}{ending}").Prepend(stem + ending).First(name => !Exists(name));
        File.Move(path, aside);
        DurableFolder.Flush(folder);
        return Path.GetFileName(aside);
    }

    /// <summary>The paths of the files that were kept aside in a folder.</summary>
    public static string[] In(string folder) => Directory.GetFiles(folder, $"*{Mark}*");

    // File.Exists follows links, and a link may lead nowhere.
    private static bool Exists(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;
}
