using System.Diagnostics;
using System.Runtime.InteropServices;
using RnnMemory.Basics;

namespace RnnMemory.Checks.Kills;

/// <summary>The signals that a process can be sent, besides SIGKILL.</summary>
internal enum Signal
{
    /// <summary>SIGINT, as Ctrl-C sends it.</summary>
    Interrupt,

    /// <summary>SIGTERM.</summary>
    Terminate,

    /// <summary>SIGHUP, as the end of a terminal sends it.</summary>
    HangUp,

    /// <summary>SIGQUIT.</summary>
    Quit,

    /// <summary>SIGSTOP, which pauses the process.</summary>
    Stop,

    /// <summary>SIGCONT, which continues a paused process.</summary>
    Continue,
}

/// <summary>A child process `rnn-memory run`.</summary>
internal sealed class TrainingProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    /// <param name="program">Path of rnn-memory.dll.</param>
    /// <param name="scenario">The command.</param>
    /// <param name="artifacts">The folder for everything that it writes.</param>
    public TrainingProcess(string program, KillScenario scenario, string artifacts)
    {
        ProcessStartInfo start = new("dotnet", [program, "run", "--plain", "--artifacts", artifacts, .. scenario.Arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Find(),
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("RNN_MEMORY__", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => process.HasExited;

    /// <summary>Waits; true if the process ended within that time.</summary>
    public bool EndsWithin(TimeSpan time) => process.WaitForExit(time);

    /// <summary>Sends SIGKILL, after which the process executes nothing more. False if it had ended before.</summary>
    public bool Kill()
    {
        process.Kill();
        process.WaitForExit();
        const int killed = 128 + 9;
        return process.ExitCode == killed;
    }

    /// <summary>Sends a signal; one that comes too late is lost.</summary>
    public void Send(Signal signal)
    {
        if (!process.HasExited)
        {
            _ = Kill(process.Id, NumberOf(signal));
        }
    }

    /// <summary>Waits for the end.</summary>
    public (int ExitCode, string Output, string Errors) Result()
    {
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException($"No end after {Patience}. {output.Result}{errors.Result}");
        }

        process.WaitForExit();
        return (process.ExitCode, output.Result, errors.Result);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    // Numbers for Linux on x86 and ARM, and for macOS, whose last two differ.
    private static int NumberOf(Signal signal) => signal switch
    {
        Signal.Interrupt => 2,
        Signal.Terminate => 15,
        Signal.HangUp => 1,
        Signal.Quit => 3,
        Signal.Stop => OperatingSystem.IsMacOS() ? 17 : 19,
        _ => OperatingSystem.IsMacOS() ? 19 : 18,
    };

    // Starting the program `kill` would take a few milliseconds longer.
    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
