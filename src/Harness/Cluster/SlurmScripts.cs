using System.Globalization;

namespace RnnMemory.Cluster;

/// <summary>What sbatch is asked for beside the program itself.</summary>
public sealed record SlurmRequest
{
    /// <summary>Tasks that run at the same time; null for as many as the cluster lets.</summary>
    public int? ArrayLimit { get; init; }

    /// <summary>The partition; null for the cluster's default.</summary>
    public string? Partition { get; init; }

    /// <summary>The time limit of a task, in a form that sbatch reads.</summary>
    public required string Time { get; init; }

    /// <summary>Further options of sbatch, e.g. "--account=physics".</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
}

/// <summary>Writes the two batch scripts of a submission, for people to read and change.</summary>
/// <param name="manifest">The manifest.</param>
/// <param name="folder">The submission's folder, with the manifest; a full path.</param>
/// <param name="root">The folder in which the program works.</param>
/// <param name="program">The program and its first arguments.</param>
/// <param name="request">What is asked of Slurm.</param>
public sealed class SlurmScripts(Manifest manifest, string folder, string root, IReadOnlyList<string> program, SlurmRequest request)
{
    /// <summary>File name of <see cref="Array"/>.</summary>
    public const string ArrayFile = "array.sh";

    /// <summary>File name of <see cref="Finish"/>.</summary>
    public const string FinishFile = "finish.sh";

    /// <summary>The name of the job that makes tables after that array.</summary>
    public static string FinishName(string name) => $"{name}-finish";

    private string Program => string.Join(' ', program.Select(Quoted));

    private string ManifestFile => Quoted(Path.Combine(folder, Manifest.FileName));

    /// <summary>The script of the array: a task for each one of the manifest.</summary>
    public string Array()
    {
        string limit = request.ArrayLimit is { } most ? string.Create(CultureInfo.InvariantCulture, $"%{most}") : "";
        return Script(
            $"Trains {manifest.Tasks.Sum(task => task.Runs.Count)} runs in {manifest.Tasks.Count} tasks. By hand: sbatch {ArrayFile}",
            manifest.Name(),
            [
                string.Create(CultureInfo.InvariantCulture, $"--array=0-{manifest.Tasks.Count - 1}{limit}"),
                "--requeue",
                // Slurm otherwise sends TERM to steps only. The script becomes the program, which then saves its state and ends.
                "--signal=B:TERM@60",
            ],
            "%a.txt",
            $"""
            # exec: the signals that Slurm sends to this script reach the program, which saves its state and stops.
            exec {Program} run --manifest {ManifestFile} --task "$SLURM_ARRAY_TASK_ID" --plain
            """);
    }

    /// <summary>The script that runs after the array: measures, tables, figures and, at full size, verdicts and page.</summary>
    /// <param name="withVerdicts">Whether the runs have the sizes of the record, which verdicts and page are about.</param>
    public string Finish(bool withVerdicts)
    {
        string verdicts = withVerdicts
            ? $"""

              {Program} verdict > {Quoted(Path.Combine(folder, "verdict.txt"))} || status=1
              {Program} report --out {Quoted(Path.Combine(manifest.Artifacts, "report"))} || status=1
              """
            : "";
        return Script(
            $"Makes tables and figures of the runs that {ArrayFile} trained. By hand, when they are done: sbatch {FinishFile}",
            FinishName(manifest.Name()),
            ["--requeue"],
            "finish.txt",
            $"""
            status=0
            {Program} run --manifest {ManifestFile} --workers 1 --plain || status=1{verdicts}
            exit $status
            """);
    }

    private string Script(string what, string name, IReadOnlyList<string> own, string log, string body)
    {
        string[] options =
        [
            $"--job-name={name}",
            .. own,
            "--ntasks=1",
            "--cpus-per-task=1",
            $"--time={request.Time}",
            .. request.Partition is null ? Enumerable.Empty<string>() : [$"--partition={request.Partition}"],
            $"--chdir={root}",
            "--open-mode=append",
            $"--output={Path.Combine(folder.Replace("%", "%%", StringComparison.Ordinal), "logs", log)}",
            .. request.Options,
        ];
        return $"#!/bin/bash\n# {what}\n{string.Concat(options.Select(option => $"#SBATCH {InComment(option)}\n"))}\n{body}\n";
    }

    // sbatch splits the line at spaces outside of quotation marks.
    private static string InComment(string option) => option.Contains(' ', StringComparison.Ordinal) ? $"\"{option}\"" : option;

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
