namespace RnnMemory.Files;

/// <summary>Reads whole files of the run store, which are never large.</summary>
internal static class BoundedFile
{
    /// <summary>No file of a run comes near this size; a larger file was not written by this program.</summary>
    public const int LargestFile = 256 * 1024 * 1024;

    /// <summary>The content, or null if there is no such file.</summary>
    /// <exception cref="InvalidDataException">The file is larger than any file of a run.</exception>
    public static byte[]? Read(string path)
    {
        try
        {
            // A reader must not disturb a process that is writing the same run.
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > LargestFile)
            {
                throw new InvalidDataException($"{Path.GetFileName(path)} has {stream.Length} bytes; at most {LargestFile} were expected");
            }

            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
