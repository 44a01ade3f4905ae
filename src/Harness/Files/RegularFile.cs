using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RnnMemory.Files;

/// <summary>
/// Opens files to read, and only regular ones. Opening a named pipe waits for a writer, uninterruptibly, and a device such as /dev/zero
/// never ends.
/// </summary>
internal static class RegularFile
{
    private const int ReadOnly = 0;
    private const int NoSuchDevice = 6;

    private static readonly int NonBlocking = OperatingSystem.IsMacOS() ? 0x4 : 0x800;
    private static readonly int CloseOnExec = OperatingSystem.IsMacOS() ? 0x100_0000 : 0x8_0000;

    /// <summary>Opens a file to read. Does not disturb a process that is writing or replacing it.</summary>
    /// <exception cref="NotRegularException">The name belongs to a folder, a pipe, a socket or a device.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static FileStream OpenRead(string path)
    {
        if (Directory.Exists(path))
        {
            throw new NotRegularException(path, "a folder");
        }

        return OperatingSystem.IsWindows() ? OpenByName(path) : OpenWithoutWaiting(path);
    }

    private static FileStream OpenByName(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static FileStream OpenWithoutWaiting(string path)
    {
        int descriptor = Open(path, ReadOnly | NonBlocking | CloseOnExec);
        if (descriptor < 0)
        {
            // The system refuses to open a socket with this error. Any other error is the same when .NET opens the file, and it is .NET
            // that has the words for it.
            return Marshal.GetLastPInvokeError() == NoSuchDevice
                ? throw new NotRegularException(path, "a socket or a device")
                : OpenByName(path);
        }

        FileStream stream = new(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read);
        try
        {
            return !stream.CanSeek ? throw new NotRegularException(path, "a pipe or a terminal")
                : IsDevice(stream) ? throw new NotRegularException(path, "a device")
                : stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    // A device has content but no length. /dev/null has neither, and reads like an empty file.
    private static bool IsDevice(FileStream stream)
    {
        if (stream.Length > 0)
        {
            return false;
        }

        bool hasContent = stream.ReadByte() >= 0;
        stream.Position = 0;

        // Another process may have appended the first line in between.
        return hasContent && stream.Length == 0;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}

/// <summary>A name belongs to something else than a regular file.</summary>
/// <param name="path">The name.</param>
/// <param name="kind">What has it, e.g. "a folder".</param>
internal sealed class NotRegularException(string path, string kind)
    : IOException($"expected a regular file, but {Path.GetFileName(path)} is {kind}");
