using System.Globalization;

namespace RnnMemory.Cluster;

/// <summary>A task of an array, or a job, as squeue lists it.</summary>
/// <param name="Job">The job's name.</param>
/// <param name="Index">The task's index; null for a job that is no array.</param>
/// <param name="State">Slurm's word for its state, e.g. PENDING.</param>
/// <param name="Where">The node that it runs on, or the reason why it waits; empty if Slurm gives neither.</param>
public sealed record SlurmTask(string Job, int? Index, string State, string Where)
{
    /// <summary>The format in which squeue is asked to print: what <see cref="Read"/> reads.</summary>
    public const string Format = "%j|%K|%T|%R";

    // In these states the task will run, runs, or may run again without being submitted again.
    private static readonly string[] Active =
    [
        "PENDING", "RUNNING", "CONFIGURING", "COMPLETING", "SUSPENDED", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "RESIZING", "SIGNALING",
        "SPECIAL_EXIT", "STAGE_OUT", "STOPPED",
    ];

    /// <summary>Whether the task is still the scheduler's to run.</summary>
    public bool IsActive => Active.Contains(State, StringComparer.Ordinal);

    /// <summary>The tasks in the output of `squeue --array --noheader --format` <see cref="Format"/>; other lines are left out.</summary>
    public static IEnumerable<SlurmTask> Read(string output) =>
        from line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        let fields = line.Split('|', 4)
        where fields.Length == 4
        select new SlurmTask(
            fields[0].Trim(),
            int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null,
            fields[2].Trim(),
            fields[3].Trim(' ', '(', ')'));
}
