using System.Diagnostics;
using Xunit;

namespace RnnMemory.Tests.Cli;

/// <summary>Signals to other processes.</summary>
internal static class ProcessSignal
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Sends a POSIX signal. After STOP it waits, on Linux, until the process does nothing more: a thread first finishes the system call
    /// that it is in, which on a busy machine may change a file long after the signal was sent.
    /// </summary>
    /// <param name="process">The process's id.</param>
    /// <param name="name">The signal, e.g. "INT".</param>
    public static void Send(int process, string name)
    {
        using (Process kill = Process.Start("kill", ["-s", name, $"{process}"]))
        {
            kill.WaitForExit();
        }

        if (name == "STOP" && OperatingSystem.IsLinux())
        {
            Stopwatch watch = Stopwatch.StartNew();
            while (!IsStopped(process))
            {
                Assert.True(watch.Elapsed < Patience, $"Process {process} did not stop within {Patience}.");
                Thread.Sleep(1);
            }
        }
    }

    // A process that has ended does nothing more either.
    private static bool IsStopped(int process)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{process}/task").All(thread => State(thread) is 'T' or 'Z' or 'X');
        }
        catch (IOException)
        {
            return !Directory.Exists($"/proc/{process}");
        }
    }

    // The line is "ID (NAME) STATE …", and the name may contain anything.
    private static char State(string thread)
    {
        string line = File.ReadAllText(Path.Combine(thread, "stat"));
        return line[line.LastIndexOf(')') + 2];
    }
}
