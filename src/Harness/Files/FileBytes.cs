namespace RnnMemory.Files;

/// <summary>Writes to files so that every refusal of the system is an <see cref="IOException"/>.</summary>
internal static class FileBytes
{
    /// <summary>Writes all bytes to an unbuffered stream; a buffer would delay errors until the stream is closed.</summary>
    /// <exception cref="IOException">The disk is full, or the file may not become that large.</exception>
    public static void Write(FileStream stream, ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
        }
        catch (ArgumentOutOfRangeException error)
        {
            // .NET throws this for EFBIG: the file exceeds the user's limit or the file system's maximum.
            throw new IOException($"File too large : '{stream.Name}'", error);
        }
    }
}
