namespace RnnMemory.Files;

/// <summary>Reads whole files that are never large: those of the run store, and settings.</summary>
internal static class BoundedFile
{
    /// <summary>No file of a run comes near this size; a larger file was not written by this program.</summary>
    public const int LargestFile = 256 * 1024 * 1024;

    /// <summary>The content, or null if there is no such file.</summary>
    /// <exception cref="InvalidDataException">It is no regular file, or larger than any file of a run.</exception>
    public static byte[]? Read(string path)
    {
        try
        {
            return ReadAll(path, LargestFile);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (NotRegularException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    /// <summary>The content.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The largest length accepted, in bytes.</param>
    /// <exception cref="IOException">There is no such file, it is not a regular one, or it cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is larger.</exception>
    public static byte[] ReadAll(string path, int limit)
    {
        using FileStream stream = RegularFile.OpenRead(path);
        if (stream.Length > limit)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} has {stream.Length} bytes; at most {limit} were expected");
        }

        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
