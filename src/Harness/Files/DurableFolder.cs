using System.Runtime.InteropServices;

namespace RnnMemory.Files;

/// <summary>
/// Makes the names in a folder durable. Flushing a file protects its content from a power cut, but not its name after it was created or
/// renamed: the name is part of the folder's content (fsync(2)).
/// </summary>
internal static class DurableFolder
{
    private const int ReadOnly = 0;

    /// <summary>Creates a folder and its missing parents, and makes their names durable.</summary>
    public static void Create(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        string? parent = Path.GetDirectoryName(folder);
        if (parent is not null)
        {
            Create(parent);
        }

        Directory.CreateDirectory(folder);
        Flush(parent ?? folder);
    }

    /// <summary>
    /// Flushes the folder to the disk. Failures are ignored: Windows has no such call and journals names itself, and some network file
    /// systems refuse it. The file's own bytes are on the disk by then, and every reader checks a hash.
    /// </summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // File.Open refuses folders.
        int descriptor = Open(folder, ReadOnly);
        if (descriptor >= 0)
        {
            _ = Synchronise(descriptor);
            _ = Close(descriptor);
        }
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Synchronise(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
