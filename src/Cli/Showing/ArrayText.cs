using System.Globalization;
using RnnMemory.Cluster;

namespace RnnMemory.Cli.Showing;

/// <summary>The states of job arrays as text.</summary>
internal static class ArrayText
{
    /// <summary>A task's state with its node, e.g. "running n1"; why it waits is left out, which Slurm says in other words every second.</summary>
    public static string Of(SlurmTask task)
    {
        string state = Word(task.State);
        return state == "running" ? $"{state} {task.Where}" : state;
    }

    /// <summary>A line for each submission whose tasks Slurm knows.</summary>
    public static IEnumerable<string> Lines(ArrayState array)
    {
        foreach (Submission submission in array.Submissions)
        {
            string[] states = [.. array.States(submission).Select(state => string.Create(CultureInfo.InvariantCulture, $"{state.Count} {Word(state.State)}"))];
            if (states.Length > 0)
            {
                int tasks = submission.Manifest.Tasks.Count;
                string finish = array.FinishOf(submission) is { } job ? $"; tables and figures: {Of(job)}" : "";
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"{submission.Name}, {tasks} task{(tasks == 1 ? "" : "s")}: {string.Join(", ", states)}{finish}.");
            }
        }
    }

    private static string Word(string state) => state.ToLowerInvariant().Replace('_', ' ');
}
