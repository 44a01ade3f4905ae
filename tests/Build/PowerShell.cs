using System.Diagnostics;
using System.Runtime.InteropServices;
using RnnMemory.Basics;
using RnnMemory.Tests.Cli;
using Xunit;

namespace RnnMemory.Tests.Build;

/// <summary>PowerShell, where this machine has it: from build/powershell-tools.sh, or on PATH.</summary>
internal static class PowerShell
{
    private const string Name = "pwsh";

    // The tool's own pwsh is a small program that looks for dotnet on PATH, where a test may have put something else.
    private static readonly string Tool = Path.Combine(RepositoryRoot.Find(), "artifacts", "tools", "powershell");
    private static readonly string Library = Path.Combine("any", OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");

    /// <summary>The folder of the `dotnet` that runs this test.</summary>
    public static string DotnetFolder { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>Runs it with these arguments; skips the test where there is none.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="path">The environment variable PATH.</param>
    /// <param name="arguments">Its arguments after -NoProfile.</param>
    public static CliResult Run(string folder, string path, params IEnumerable<string> arguments)
    {
        string[]? command = Command();
        Assert.SkipWhen(command is null, $"there is no {Name}; build/powershell-tools.sh installs one");
        ProcessStartInfo start = new(command![0], [.. command[1..], "-NoProfile", "-NonInteractive", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["PATH"] = path;
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CliResult(process.ExitCode, Lf(output), Lf(errors.Result));
    }

    private static string[]? Command()
    {
        string[] libraries = Directory.Exists(Tool) ? Directory.GetFiles(Tool, Path.GetFileName(Library), SearchOption.AllDirectories) : [];
        if (libraries.FirstOrDefault(file => file.EndsWith(Library, StringComparison.Ordinal)) is { } library)
        {
            return [Path.Combine(DotnetFolder, "dotnet"), library];
        }

        string program = OperatingSystem.IsWindows() ? Name + ".exe" : Name;
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) is { } found ? [found] : null;
    }

    private static string Lf(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
