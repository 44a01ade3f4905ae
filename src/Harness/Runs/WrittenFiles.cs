using RnnMemory.Files;

namespace RnnMemory.Runs;

/// <summary>
/// The content of the files that a process has written of the run that it trains. Somebody may remove or change them meanwhile; they are
/// written again then, so that nothing that was computed is lost.
/// </summary>
/// <param name="fence">Lets only one process write.</param>
internal sealed class WrittenFiles(RunFence fence)
{
    private readonly Dictionary<string, byte[]> contents = new(StringComparer.Ordinal);

    /// <summary>Adds a file that an earlier process wrote; nothing happens if there is none.</summary>
    public void Adopt(string path)
    {
        if (BoundedFile.Read(path) is { } content)
        {
            contents[path] = content;
        }
    }

    /// <inheritdoc cref="AtomicFile.Write"/>
    public void Write(string path, byte[] content, string? previous = null)
    {
        AtomicFile.Write(path, content, previous, fence.Staging);
        contents[path] = content;
    }

    /// <summary>Writes the files again that are missing, and keeps those aside that were changed.</summary>
    /// <param name="thoroughly">Whether to compare contents; otherwise only missing files are noticed.</param>
    /// <returns>Their names.</returns>
    public List<string> Mend(bool thoroughly)
    {
        List<string> mended = [];
        foreach ((string path, byte[] content) in contents)
        {
            if (thoroughly ? !IsWhole(path, content) : !File.Exists(path))
            {
                DamagedFile.CopyAside(path);
                AtomicFile.Write(path, content, staging: fence.Staging);
                mended.Add(Path.GetFileName(path));
            }
        }

        return mended;
    }

    private static bool IsWhole(string path, byte[] content)
    {
        try
        {
            return BoundedFile.Read(path) is { } found && found.AsSpan().SequenceEqual(content);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
