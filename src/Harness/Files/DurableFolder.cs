using System.Runtime.InteropServices;

namespace RnnMemory.Files;

/// <summary>
/// Makes the names in a folder durable. Flushing a file keeps its content through a power cut; that it has its name, after
/// it was made or renamed, is the folder's content (fsync(2)).
/// </summary>
internal static class DurableFolder
{
    private const int ReadOnly = 0;

    /// <summary>Makes a folder, and those above it that are missing, each with a name that lasts.</summary>
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
    /// Flushes the folder to the disk. Best effort: Windows has no such call and journals names itself, and some network file
    /// systems refuse it. The file's own bytes are on the disk by then, and nothing is believed without its hash.
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
