using RnnMemory.Checks.Outcomes;
using RnnMemory.Cluster;
using RnnMemory.Runs;
using RnnMemory.Tests.Cli;
using Xunit;

namespace RnnMemory.Tests.Cluster;

/// <summary>Runs that `rnn-memory submit` sends to a cluster, and their files in an artifacts folder that the nodes share.</summary>
internal sealed class SubmittedRuns(SlurmCluster cluster, RunPlan plan, string artifacts)
{
    private const int MostSubmissions = 4;

    /// <summary>`submit`, which must succeed.</summary>
    /// <param name="variables">Environment variables besides those of the cluster.</param>
    /// <param name="more">Further options.</param>
    public string Submit(IReadOnlyDictionary<string, string>? variables = null, params string[] more)
    {
        Dictionary<string, string> all = new(cluster.Variables);
        foreach ((string name, string value) in variables ?? new Dictionary<string, string>())
        {
            all[name] = value;
        }

        using CliProcess submit = new(plan.Command("submit", artifacts, more), all);
        CliResult result = submit.Result();
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        return result.Output;
    }

    /// <summary>
    /// Submits again, as often as something is missing, and waits until it is trained. No task waits five minutes for one that was killed
    /// on the other node.
    /// </summary>
    /// <returns>How often something was missing.</returns>
    public int SubmitTheRest(params string[] more)
    {
        for (int times = 0; times <= MostSubmissions; times++)
        {
            if (Submit(more: more).Contains("Nothing is missing", StringComparison.Ordinal))
            {
                return times;
            }

            cluster.WaitUntilDone(SilenceOwners);
        }

        throw new InvalidOperationException($"Something is missing after {MostSubmissions} submissions.");
    }

    /// <summary>
    /// Makes the processes that train now look as if they had not saved for an hour: those on other machines take them for dead then.
    /// </summary>
    public void SilenceOwners()
    {
        foreach (string owner in Files("*.owner"))
        {
            try
            {
                File.SetLastWriteTimeUtc(owner, DateTime.UtcNow.AddHours(-1));
            }
            catch (FileNotFoundException)
            {
                // The run has just ended.
            }
        }
    }

    /// <summary>The records of finished epochs by run, of runs that have any.</summary>
    public IReadOnlyDictionary<string, string[]> Epochs() => Files("epochs.jsonl").ToDictionary(
        path => Path.GetRelativePath(Store, Path.GetDirectoryName(path)!),
        path => ReadShared(path).Split('\n')[..^1]);

    /// <summary>The records of the runs that are finished.</summary>
    public IReadOnlyDictionary<string, string[]> Finished()
    {
        HashSet<string> finished = [.. Files("done.json").Select(path => Path.GetRelativePath(Store, Path.GetDirectoryName(path)!))];
        return Epochs().Where(run => finished.Contains(run.Key)).ToDictionary();
    }

    /// <summary>
    /// Fails unless every run is there, is read with its hashes, and has the bits that it has when it is trained on this machine.
    /// </summary>
    /// <param name="finishedBefore">Runs that had been finished: they must not have been trained again.</param>
    public void AssertComplete(IReadOnlyDictionary<string, string[]>? finishedBefore = null)
    {
        RunStore store = new(Store, Assert.Fail);
        IReadOnlyList<string> ids = store.FinishedIds();
        Assert.Equal(plan.Runs, ids.Count);
        Assert.All(ids, id => Assert.NotNull(store.Find(store.FinishedIdentity(id)!)));
        AssertLocal("runs");

        // The records have the wall time of each epoch, which differs when a run is trained again.
        IReadOnlyDictionary<string, string[]> now = Finished();
        Assert.All(finishedBefore ?? new Dictionary<string, string[]>(), run => Assert.Equal(run.Value, now[run.Key]));
    }

    /// <summary>Fails unless a folder of the artifacts folder has the content that it has on this machine.</summary>
    public void AssertLocal(string name) => Assert.Empty(
        ArtifactsContent.Differences(In(name, plan.Local), In(name, ArtifactsContent.Of(artifacts))));

    /// <summary>What a task of the only submission printed, in all its starts.</summary>
    public string Log(int task) => ReadShared(Path.Combine(Submission.Folder, "logs", $"{task}.txt"));

    /// <summary>The records of finished epochs of the only run of a task of the only submission.</summary>
    public string[] EpochsOf(int task) => Epochs().GetValueOrDefault(Assert.Single(Submission.Manifest.Task(task).Runs).Id) ?? [];

    private Submission Submission => Assert.Single(Submissions.In(artifacts));

    private static SortedDictionary<string, string> In(string name, SortedDictionary<string, string> content) =>
        new(content.Where(file => file.Key.StartsWith($"{name}/", StringComparison.Ordinal)).ToDictionary(), StringComparer.Ordinal);

    private string Store => Path.Combine(artifacts, "runs");

    private IEnumerable<string> Files(string name) =>
        Directory.Exists(Store) ? Directory.EnumerateFiles(Store, name, SearchOption.AllDirectories) : [];

    private static string ReadShared(string path)
    {
        using StreamReader reader = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }
}
