using System.ComponentModel;
using System.Diagnostics;
using RnnMemory.Tests.Cli;
using Xunit;

namespace RnnMemory.Tests.Export;

/// <summary>Python's programs for exported files, where this machine has them.</summary>
internal static class Python
{
    private static readonly string[] Names = ["python3", "/usr/bin/python3", "python"];

    /// <summary>What a script prints; skips the test where no Python has these modules.</summary>
    /// <param name="modules">Names of modules, with commas.</param>
    /// <param name="script">The script; its first argument is <paramref name="argument"/>.</param>
    /// <param name="argument">A path.</param>
    public static string Run(string modules, string script, string argument)
    {
        (string Name, CliResult Import)[] found = [.. Names.Select(name => (name, Start(name, $"import {modules}", "")))];
        string? program = found.FirstOrDefault(candidate => candidate.Import.ExitCode == 0).Name;
        Assert.SkipWhen(program is null, $"python3 with {modules} is needed: {found[^1].Import.Errors.TrimEnd('\n').Split('\n')[^1]}");
        CliResult result = Start(program!, script, argument);
        Assert.True(result.ExitCode == 0, result.Errors);
        return result.Output;
    }

    private static CliResult Start(string program, string script, string argument)
    {
        ProcessStartInfo start = new(program, ["-c", script, argument]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new CliResult(process.ExitCode, output.Replace("\r\n", "\n", StringComparison.Ordinal), errors.Result);
        }
        catch (Win32Exception error)
        {
            return new CliResult(-1, "", error.Message);
        }
    }
}
