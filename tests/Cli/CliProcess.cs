using System.Diagnostics;
using System.Text;
using RnnMemory.Basics;
using Xunit;

namespace RnnMemory.Tests.Cli;

/// <summary>The command line as users run it: a process with arguments, an environment, two output streams and an exit code.</summary>
internal sealed class CliProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StringBuilder printed = new();
    private readonly Task<string> output;
    private readonly Task<string> errors;

    static CliProcess() => InheritedSignals.Restore();

    public CliProcess(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null,
        string program = "rnn-memory.dll",
        bool ignoreHangup = false)
    {
        string[] command = ["dotnet", Path.Combine(AppContext.BaseDirectory, program), .. arguments];
        ProcessStartInfo start = new(ignoreHangup ? "nohup" : command[0], ignoreHangup ? command : command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder ?? RepositoryRoot.Find(),
        };
        RemoveVariables(start);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.StandardInput.Close();
        output = ReadOutput();
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Removes the variables of this program, which would change what a test sees.</summary>
    public static void RemoveVariables(ProcessStartInfo start)
    {
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("RNN_MEMORY", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }
    }

    /// <summary>Waits until a condition holds; fails if the process ends before.</summary>
    public void WaitUntil(Func<bool> isSo)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (true)
        {
            // Read before the condition is checked, so that the process's last actions still count.
            bool ended = process.HasExited;
            if (isSo())
            {
                return;
            }

            Assert.False(ended, "The process ended too early.");
            Assert.True(watch.Elapsed < Patience, $"Nothing happened within {Patience}.");
            Thread.Sleep(5);
        }
    }

    /// <summary>Waits until it has printed a text.</summary>
    public void WaitForOutput(string text) => WaitUntil(() =>
    {
        lock (printed)
        {
            return printed.ToString().Contains(text, StringComparison.Ordinal);
        }
    });

    /// <summary>Waits until it has used that much more processor time, however busy the machine is.</summary>
    public void WaitForWork(TimeSpan time)
    {
        TimeSpan before = process.TotalProcessorTime;
        WaitUntil(() => process.TotalProcessorTime - before >= time);
    }

    /// <inheritdoc cref="ProcessSignal.Send"/>
    public void Signal(string name) => ProcessSignal.Send(process.Id, name);

    /// <summary>Ends it at once, without a chance to save anything (SIGKILL on Unix). False if it had ended before.</summary>
    public bool Kill()
    {
        bool running = !process.HasExited;
        process.Kill();
        process.WaitForExit();
        return running;
    }

    public CliResult Result()
    {
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException($"No end after {Patience}. {output.Result}{errors.Result}");
        }

        process.WaitForExit();
        return new CliResult(process.ExitCode, output.Result, errors.Result);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private async Task<string> ReadOutput()
    {
        char[] part = new char[4096];
        while (await process.StandardOutput.ReadAsync(part) is > 0 and int length)
        {
            lock (printed)
            {
                printed.Append(part.AsSpan(0, length));
            }
        }

        return printed.ToString();
    }
}

/// <summary>How a process ended.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Errors);
