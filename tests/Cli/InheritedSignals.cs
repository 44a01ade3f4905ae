using System.Globalization;
using System.Runtime.InteropServices;

namespace RnnMemory.Tests.Cli;

/// <summary>
/// What a shell starts in the background ignores SIGINT and SIGQUIT, what nohup starts ignores SIGHUP, and so does every process started by
/// them: a test that sends such a signal would be answered by nobody, only because of how the tests were started.
/// </summary>
internal static class InheritedSignals
{
    private const int HangUp = 1;
    private const int Interrupt = 2;
    private const int Quit = 3;
    private const nint Default = 0;

    /// <summary>Processes that are started from now on heed these signals.</summary>
    public static void Restore()
    {
        foreach (int signal in new[] { HangUp, Interrupt, Quit })
        {
            if (OperatingSystem.IsLinux() && (Ignored() & (1L << (signal - 1))) != 0)
            {
                _ = Handle(signal, Default);
            }
        }
    }

    // proc_pid_status(5): a mask in hexadecimal digits.
    private static long Ignored() => long.Parse(
        File.ReadLines("/proc/self/status").Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..].Trim(),
        NumberStyles.AllowHexSpecifier,
        CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "signal")]
    private static extern nint Handle(int signal, nint handler);
}
