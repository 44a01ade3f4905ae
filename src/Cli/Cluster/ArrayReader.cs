using RnnMemory.Basics;
using RnnMemory.Cluster;

namespace RnnMemory.Cli.Cluster;

/// <summary>Reads the submissions of an artifacts folder and what Slurm knows of them.</summary>
internal static class ArrayReader
{
    /// <summary>The submissions with the states of their tasks; without Slurm, or if it does not answer, all states are unknown.</summary>
    /// <param name="artifacts">The artifacts folder.</param>
    /// <param name="complain">Gets a line about what could not be read.</param>
    public static ArrayState Read(string artifacts, Action<string> complain)
    {
        IReadOnlyList<Submission> submissions = Or([], () => Submissions.In(artifacts), complain);
        IReadOnlyList<SlurmTask> tasks = submissions.Count > 0 && Slurm.IsInstalled
            ? Or([], () => Ask(submissions), complain)
            : [];
        return new ArrayState(submissions, tasks);
    }

    /// <summary>As <see cref="Read"/>, for those who must know which tasks may still run.</summary>
    /// <exception cref="UserError">A manifest cannot be read, or Slurm does not answer.</exception>
    public static ArrayState Require(string artifacts)
    {
        IReadOnlyList<Submission> submissions = Submissions.In(artifacts);
        return new ArrayState(submissions, Ask(submissions));
    }

    private static IReadOnlyList<SlurmTask> Ask(IReadOnlyList<Submission> submissions) =>
        Slurm.Tasks([.. submissions.SelectMany(submission => new[] { submission.Name, SlurmScripts.FinishName(submission.Name) })]);

    private static T Or<T>(T otherwise, Func<T> read, Action<string> complain)
    {
        try
        {
            return read();
        }
        catch (UserError error)
        {
            complain(error.Message);
            return otherwise;
        }
    }
}
