using RnnMemory.Basics;
using RnnMemory.Cluster;

namespace RnnMemory.Cli.Cluster;

/// <summary>Reads those submissions of an artifacts folder whose tasks Slurm knows.</summary>
internal static class ArrayReader
{
    /// <summary>The submissions with the states of their tasks; none without Slurm, or if it does not answer.</summary>
    /// <param name="artifacts">The artifacts folder.</param>
    /// <param name="complain">Gets a line about what could not be read.</param>
    public static ArrayState Read(string artifacts, Action<string> complain)
    {
        try
        {
            return Slurm.IsInstalled ? Require(artifacts) : new ArrayState([], []);
        }
        catch (UserError error)
        {
            complain(error.Message);
            return new ArrayState([], []);
        }
    }

    /// <summary>As <see cref="Read"/>, for those who must know which tasks may still run.</summary>
    /// <exception cref="UserError">A manifest cannot be read, or Slurm does not answer.</exception>
    public static ArrayState Require(string artifacts)
    {
        IReadOnlyList<SlurmTask> tasks =
            Slurm.Tasks([.. Submissions.Names(artifacts).SelectMany(name => new[] { name, SlurmScripts.FinishName(name) })]);
        HashSet<string> jobs = [.. tasks.Select(task => task.Job)];
        return new ArrayState(Submissions.In(artifacts, jobs.Contains), tasks);
    }
}
