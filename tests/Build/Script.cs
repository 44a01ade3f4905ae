using System.Diagnostics;

namespace RnnMemory.Tests.Build;

/// <summary>A script of the repository's top, run by bash as a user does.</summary>
internal static class Script
{
    /// <summary>Runs a script to its end.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="script">The script's path.</param>
    /// <param name="arguments">Its arguments; none by default.</param>
    /// <param name="path">PATH; null for that of the tests.</param>
    /// <param name="id">Gets the id of the process that was started.</param>
    public static (int ExitCode, string Output, string Errors) Run(
        string folder, string script, string[]? arguments = null, string? path = null, Action<int>? id = null)
    {
        ProcessStartInfo start = new("/bin/bash", [script, .. arguments ?? []])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = path ?? Environment.GetEnvironmentVariable("PATH");
        using Process process = Process.Start(start)!;
        id?.Invoke(process.Id);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
