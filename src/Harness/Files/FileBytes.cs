namespace RnnMemory.Files;

/// <summary>Writes to files so that every refusal of the system is an <see cref="IOException"/>.</summary>
internal static class FileBytes
{
    /// <summary>Writes all bytes to a stream without a buffer, which would put the refusal off until it is closed.</summary>
    /// <exception cref="IOException">The disk is full, or the file may not become that large.</exception>
    public static void Write(FileStream stream, ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
        }
        catch (ArgumentOutOfRangeException error)
        {
            // What .NET makes of EFBIG, the answer to a file beyond the user's limit or the file system's largest.
            throw new IOException($"File too large : '{stream.Name}'", error);
        }
    }
}
