using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using RnnMemory.Basics;

namespace RnnMemory.Cluster;

/// <summary>The programs of a Slurm installation.</summary>
public static partial class Slurm
{
    /// <summary>The largest number of tasks in an array where Slurm's configuration does not say otherwise.</summary>
    public const int DefaultLargestArray = 1001;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Whether sbatch is on PATH.</summary>
    public static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, "sbatch")));

    /// <summary>Submits a script and returns the job's id.</summary>
    /// <exception cref="UserError">Slurm refused it or does not answer.</exception>
    public static string Submit(string script, params IReadOnlyList<string> options)
    {
        string printed = Call("sbatch", ["--parsable", .. options, script]);

        // On a federation the cluster's name follows.
        return printed.Trim().Split(';')[0];
    }

    /// <summary>The tasks of all jobs of these names that Slurm still knows.</summary>
    /// <exception cref="UserError">Slurm does not answer.</exception>
    public static IReadOnlyList<SlurmTask> Tasks(IReadOnlyList<string> names) => names.Count == 0
        ? []
        : [.. SlurmTask.Read(Call("squeue", ["--array", "--noheader", "--states=all", $"--name={string.Join(',', names)}", $"--format={SlurmTask.Format}"]))];

    /// <summary>The largest number of tasks in an array.</summary>
    /// <exception cref="UserError">Slurm does not answer.</exception>
    public static int LargestArray() =>
        LargestArraySetting().Match(Call("scontrol", ["show", "config"])) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : DefaultLargestArray;

    private static string Call(string program, IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                throw new UserError($"Slurm: {program} gave no answer within {Patience.TotalSeconds:F0} seconds; try again when the controller answers.");
            }

            process.WaitForExit();
            return process.ExitCode == 0
                ? output.Result
                : throw new UserError($"Slurm: {program} ended with {process.ExitCode}: {errors.Result.Trim().ReplaceLineEndings("; ")}");
        }
        catch (Win32Exception error)
        {
            throw new UserError($"Slurm: {program} cannot be started: {error.Message}", error);
        }
    }

    [GeneratedRegex(@"^MaxArraySize\s*=\s*(\d+)", RegexOptions.Multiline)]
    private static partial Regex LargestArraySetting();
}
