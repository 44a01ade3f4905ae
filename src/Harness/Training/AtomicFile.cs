namespace RnnMemory.Training;

/// <summary>Replaces files in one step: at every instant there is the whole old content or the whole new one.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file, flushes to the disk, renames; keeps the old content as <paramref name="previous"/> if named.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content, string? previous = null)
    {
        string temporary = path + ".tmp";
        using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        if (previous is not null && File.Exists(path))
        {
            // On Unix a link and then a rename: unlike two renames, never an instant without a file of that name.
            File.Replace(temporary, path, previous);
        }
        else
        {
            File.Move(temporary, path, overwrite: true);
        }
    }
}
