namespace RnnMemory.Files;

/// <summary>Replaces files in one step: at every instant there is the whole old content or the whole new one, also after a power cut.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes beside the file, flushes to the disk, renames, flushes the folder; keeps the old content as <paramref name="previous"/>
    /// if named. A write that fails leaves the old content and nothing beside it, so that a full disk gets no fuller.
    /// </summary>
    public static void Write(string path, ReadOnlySpan<byte> content, string? previous = null)
    {
        string temporary = path + ".tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                FileBytes.Write(stream, content);
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
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw;
        }

        DurableFolder.Flush(Path.GetDirectoryName(path)!);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What made the write fail says more.
        }
    }
}
