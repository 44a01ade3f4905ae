using System.Diagnostics;

namespace RnnMemory.Checks.Machines;

/// <summary>A process to its end, without the settings of the runtime and of the harness that this process was started with.</summary>
internal static class CleanProcess
{
    private const int Aborted = 134;
    private const int Segmentation = 139;
    private const int TimedOut = 124;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a program; once more if the emulator itself crashed.</summary>
    /// <param name="machine">The machine that runs it.</param>
    /// <param name="program">The program, or the .dll, and its arguments.</param>
    /// <param name="environment">Variables that it gets.</param>
    /// <param name="folder">The current folder; null for this process's.</param>
    public static (int ExitCode, string Output, string Errors) Run(
        Machine machine, IReadOnlyList<string> program, IReadOnlyDictionary<string, string> environment, string? folder = null)
    {
        (int ExitCode, string Output, string Errors) first = Once(machine, program, environment, folder);
        return machine.Emulated && first.ExitCode is Aborted or Segmentation ? Once(machine, program, environment, folder) : first;
    }

    /// <summary>The line of a failed process's errors that says most. An emulator's own last words say less than the program's.</summary>
    public static string Cause(string errors)
    {
        string[] lines = errors.TrimEnd().Split('\n');
        return Array.Find(lines, line => line.StartsWith("Unhandled exception", StringComparison.Ordinal)) ?? lines[^1];
    }

    private static (int ExitCode, string Output, string Errors) Once(
        Machine machine, IReadOnlyList<string> program, IReadOnlyDictionary<string, string> environment, string? folder)
    {
        string[] command = [.. machine.Command, .. program];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (string name in start.Environment.Keys.Where(IsSetting).ToArray())
        {
            start.Environment.Remove(name);
        }

        if (machine.Emulated)
        {
            // The runtime would write code through a second mapping of its page. The emulator does not see that write and goes on with
            // its translation of the code that was there before.
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            return (TimedOut, "", $"no end after {Patience}");
        }

        process.WaitForExit();
        return (process.ExitCode, output.Result, errors.Result);
    }

    private static bool IsSetting(string name) =>
        new[] { "DOTNET_", "COMPlus_", "GLIBC_TUNABLES", "RNN_MEMORY" }.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));
}
