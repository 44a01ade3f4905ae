namespace RnnMemory.Files;

/// <summary>
/// Replaces files in one step: at every instant, also after a power cut, the file has either all of its old or all of its new content.
/// </summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes a temporary file, flushes it to the disk, renames it and flushes the folder. Keeps the old content as
    /// <paramref name="previous"/> unless that is null. A write that fails leaves the old content and no temporary file, so that it does
    /// not fill a full disk further.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="previous">The name for the old content; null to drop it.</param>
    /// <param name="staging">The folder of the temporary file, on the same file system; null for the file's own.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, string? previous = null, string? staging = null)
    {
        string temporary = TemporaryOf(staging is null ? path : Path.Combine(staging, Path.GetFileName(path)));
        try
        {
            // Left by a killed process, or put there: the target of a link is not this program's, and a named pipe would wait for a reader.
            File.Delete(temporary);
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                FileBytes.Write(stream, content);
                stream.Flush(flushToDisk: true);
            }

            if (previous is not null && File.Exists(path))
            {
                // On Unix this is a link and then a rename: unlike with two renames, there is never an instant without a file of that
                // name.
                File.Replace(temporary, path, previous);
            }
            else
            {
                File.Move(temporary, path, overwrite: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw;
        }

        DurableFolder.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>The file that is written before it gets the name.</summary>
    public static string TemporaryOf(string path) => path + ".tmp";

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The error of the failed write is more useful than this one.
        }
    }
}
