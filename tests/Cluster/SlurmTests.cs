using RnnMemory.Cluster;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Cluster;

/// <summary>`submit` on a real cluster of two nodes, undisturbed and with the faults that clusters have.</summary>
[Trait("Cluster", "Slurm")]
public sealed class SlurmTests : IClassFixture<SlurmCluster>, IDisposable
{
    private static readonly string[] TaskForEachRun = ["--task-minutes", "0"];

    // What file systems without locks do to .NET; the nodes have one kernel, whose locks would hide what happens on two machines.
    private static readonly Dictionary<string, string> WithoutLocks = new() { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" };

    private readonly SlurmCluster cluster;
    private readonly TemporaryFolder folder;
    private readonly string artifacts;

    public SlurmTests(SlurmCluster cluster)
    {
        this.cluster = cluster;
        cluster.Prepare();
        folder = new TemporaryFolder();
        artifacts = Directory.CreateDirectory(folder["shared artifacts"]).FullName;
    }

    public void Dispose()
    {
        cluster.EndAll();
        folder.Dispose();
    }

    [Fact]
    public void Runs_of_the_cluster_have_the_hashes_of_local_runs()
    {
        SubmittedRuns firstSeed = new(cluster, RunPlan.FirstSeed, artifacts), runs = new(cluster, RunPlan.Whole, artifacts);

        // Small runs share a task. Two submissions make two tasks, one for each node; what the first has sent the second does not send again.
        firstSeed.Submit();
        runs.Submit();
        cluster.WaitUntilDone();

        runs.AssertComplete();
        Assert.Equal([18, 18], Submissions.In(artifacts).Select(submission => submission.Manifest.Tasks.Sum(task => task.Runs.Count)));
        Assert.Equal(0, runs.SubmitTheRest());
    }

    [Fact]
    public void Requeued_task_goes_on_and_a_killed_worker_is_submitted_again()
    {
        SubmittedRuns runs = new(cluster, RunPlan.Long, artifacts);
        runs.Submit(more: TaskForEachRun);
        ClusterWorker[] workers = WaitForEach(runs, "n1", "n2");
        (ClusterWorker first, ClusterWorker second) = (workers[0], workers[1]);
        int requeued = first.Task;
        string[] epochs = runs.EpochsOf(requeued);

        cluster.Control("requeue", JobOn("n1"));
        second.Signal("KILL");
        cluster.WaitUntilDone();

        // Nothing that the task had trained before was trained again: the records have the time that each epoch took.
        Assert.Contains("attempt 2 of ", runs.Log(requeued), StringComparison.Ordinal);
        Assert.Equal(epochs, runs.EpochsOf(requeued)[..epochs.Length]);
        Assert.Equal(RunPlan.Long.Runs - 1, runs.Finished().Count);
        AssertCompleteAfterSubmission(runs);
        runs.AssertLocal("Increment");
    }

    [Fact]
    public void Worker_that_lives_on_a_node_taken_for_down_cannot_write_into_the_run_of_its_successor()
    {
        SubmittedRuns runs = new(cluster, RunPlan.LongOfGru, artifacts);
        runs.Submit(WithoutLocks, TaskForEachRun);
        ClusterWorker old = WaitForEach(runs, "n1").Single();

        // It pauses until its successor is in the middle of the run, where it goes on to write.
        old.Signal("STOP");
        cluster.Kill("n1");
        runs.SilenceOwners();
        int epochs = runs.EpochsOf(old.Task).Length;
        cluster.Control("update", "NodeName=n1", "State=DOWN", "Reason=test");
        cluster.WaitUntil(() => runs.EpochsOf(old.Task).Length > epochs, "the task goes on on the other node");
        old.Signal("CONT");
        cluster.WaitUntilDone();

        cluster.WaitUntil(() => !old.IsAlive, "the older worker has ended");
        string log = runs.Log(old.Task);
        Assert.True(log.Contains("was taken over by ", StringComparison.Ordinal), log);
        AssertCompleteAfterSubmission(runs);
    }

    [Fact]
    public void Nothing_is_lost_when_slurmctld_is_killed_right_after_the_submission()
    {
        SubmittedRuns runs = new(cluster, RunPlan.LongOfGru, artifacts);
        cluster.Save();

        // Started again, it has forgotten that tasks are running, or the whole array.
        runs.Submit(more: TaskForEachRun);
        cluster.WaitUntil(() => cluster.Workers().Count > 0, "a task has started");
        cluster.Kill("slurmctld");
        cluster.StartForgetful();

        runs.SubmitTheRest(TaskForEachRun);
        runs.AssertComplete();
    }

    [Fact]
    public void Full_shared_folder_ends_the_tasks_and_they_go_on_when_there_is_room()
    {
        string artifacts = Directory.CreateDirectory(Path.Combine(cluster.Disk, "artifacts")).FullName, ballast = Path.Combine(cluster.Disk, "ballast");
        SubmittedRuns runs = new(cluster, RunPlan.LongOfGru, artifacts);
        runs.Submit(more: TaskForEachRun);
        WaitForEach(runs, "n1");

        Fill(ballast);
        cluster.WaitUntilDone();
        Assert.NotEqual(RunPlan.LongOfGru.Runs, runs.Finished().Count);

        File.Delete(ballast);
        AssertCompleteAfterSubmission(runs);
    }

    // Waits until each of these nodes is in the middle of a run. Their workers.
    private ClusterWorker[] WaitForEach(SubmittedRuns runs, params string[] nodes)
    {
        ClusterWorker[] workers = [];
        cluster.WaitUntil(
            () =>
            {
                IReadOnlyList<ClusterWorker> all = cluster.Workers();
                workers = [.. nodes.SelectMany(node => all.Where(worker => worker.Node == node))];
                return workers.Length == nodes.Length && workers.All(worker => runs.EpochsOf(worker.Task).Length > 1);
            },
            $"{string.Join(" and ", nodes)} are in the middle of a run");
        return workers;
    }

    // Submits what is missing; what was finished before must not be trained again.
    private static void AssertCompleteAfterSubmission(SubmittedRuns runs)
    {
        IReadOnlyDictionary<string, string[]> finished = runs.Finished();
        runs.SubmitTheRest(TaskForEachRun);
        runs.AssertComplete(finished);
    }

    // The id by which Slurm knows the task that runs on a node.
    private string JobOn(string node) => Assert.Single(cluster.Ask("squeue", "-h", "-t", "running", "-w", node, "-o", "%i"));

    private static void Fill(string path)
    {
        using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] page = new byte[4096];
        while (true)
        {
            try
            {
                file.Write(page);
            }
            catch (IOException)
            {
                return;
            }
        }
    }
}
