namespace RnnMemory.Cluster;

/// <summary>Which task of which submission trains a run, and what Slurm says of that task.</summary>
public sealed class ArrayState
{
    private readonly Dictionary<string, (Submission Submission, int Task)> latest = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Job, int? Task), SlurmTask> known = [];

    /// <summary>Puts submissions and Slurm's list together.</summary>
    /// <param name="submissions">The submissions, the oldest first; a later one counts where both have a run.</param>
    /// <param name="tasks">What Slurm knows of their jobs.</param>
    public ArrayState(IReadOnlyList<Submission> submissions, IReadOnlyList<SlurmTask> tasks)
    {
        Submissions = submissions;
        foreach (Submission submission in submissions)
        {
            foreach ((int index, ManifestTask task) in submission.Manifest.Tasks.Index())
            {
                foreach (ManifestRun run in task.Runs)
                {
                    latest[run.Id] = (submission, index);
                }
            }
        }

        foreach (SlurmTask task in tasks)
        {
            // A requeued task is listed once; a job that was lost and submitted again by hand has a newer entry after the older one.
            known[(task.Job, task.Index)] = task;
        }
    }

    /// <summary>The submissions.</summary>
    public IReadOnlyList<Submission> Submissions { get; }

    /// <summary>The task that trains a run, as Slurm knows it; null if no submission has the run or Slurm does not know the task.</summary>
    public SlurmTask? Of(string run) => latest.TryGetValue(run, out (Submission Submission, int Task) at)
        ? known.GetValueOrDefault((at.Submission.Name, at.Task))
        : null;

    /// <summary>The job that makes the tables of a submission, as Slurm knows it; null if it does not.</summary>
    public SlurmTask? FinishOf(Submission submission) => known.GetValueOrDefault((SlurmScripts.FinishName(submission.Name), null));

    /// <summary>How many tasks of a submission are in each state, by Slurm's words; those that Slurm does not know are left out.</summary>
    public IEnumerable<(string State, int Count)> States(Submission submission) =>
        from task in known.Values
        where task.Job == submission.Name
        group task by task.State into state
        orderby state.Key
        select (state.Key, state.Count());
}
