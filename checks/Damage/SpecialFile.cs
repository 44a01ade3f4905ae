using System.Runtime.InteropServices;

namespace RnnMemory.Checks.Damage;

/// <summary>Names that look like files but belong to something else. To be used on Linux and macOS.</summary>
internal static class SpecialFile
{
    private const uint ReadAndWriteByOwner = 0x180;

    /// <summary>A named pipe, which nobody writes to.</summary>
    public static void Pipe(string path)
    {
        if (MakePipe(path, ReadAndWriteByOwner) != 0)
        {
            throw new IOException($"mkfifo '{path}': {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>A device that never ends, by way of a symbolic link.</summary>
    public static void Device(string path) => File.CreateSymbolicLink(path, "/dev/zero");

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true)]
    private static extern int MakePipe([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
