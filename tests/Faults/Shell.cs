using System.Diagnostics;
using RnnMemory.Basics;
using RnnMemory.Tests.Cli;
using Xunit;

namespace RnnMemory.Tests.Faults;

/// <summary>Shell scripts around real processes, for faults that only the operating system can cause.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Root may mount directly; other users become root in their own name space, if the system allows it.
    private static readonly string[] Unshare = Environment.UserName == "root" ? ["--mount"] : ["--mount", "--map-root-user"];

    private static readonly Lazy<string> WhyNoMounts = new(TryMount);

    /// <summary>The command line as a shell calls it.</summary>
    public static string RnnMemory => $"dotnet '{Path.Combine(AppContext.BaseDirectory, "rnn-memory.dll")}'";

    /// <summary>Skips the test if it cannot mount file systems.</summary>
    public static void RequireMounts() => Assert.SkipWhen(WhyNoMounts.Value.Length > 0, $"needs to mount a small file system: {WhyNoMounts.Value}");

    /// <summary>Runs a script that may mount file systems, which are private to it and vanish when it ends.</summary>
    public static CliResult RunWithMounts(string script) => Run("unshare", [.. Unshare, "sh", "-c", script]);

    /// <summary>Runs a script.</summary>
    public static CliResult Run(string script) => Run("sh", ["-c", script]);

    private static CliResult Run(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Find(),
        };
        CliProcess.RemoveVariables(start);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"No end after {Patience}. {output.Result}{errors.Result}");
        }

        process.WaitForExit();
        return new CliResult(process.ExitCode, output.Result, errors.Result);
    }

    private static string TryMount()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "that is for Linux";
        }

        using var folder = new Data.TemporaryFolder();
        try
        {
            CliResult result = RunWithMounts($"mount -t tmpfs -o size=64k none '{folder.Path}'");
            return result.ExitCode == 0 ? "" : result.Errors.Trim();
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return error.Message;
        }
    }
}
