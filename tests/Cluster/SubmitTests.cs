using RnnMemory.Checks.Outcomes;
using RnnMemory.Cluster;
using RnnMemory.Tests.Cli;
using Xunit;

namespace RnnMemory.Tests.Cluster;

/// <summary>`rnn-memory submit`, and `run` with its manifest, as processes.</summary>
public sealed class SubmitTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = new() { ["PATH"] = "/nowhere" };

    private readonly BareRepository repository = new();

    public SubmitTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Slurm's programs are replaced by shell scripts");

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Without_Slurm_it_says_what_is_missing_and_what_to_run_instead()
    {
        CliResult result = repository.OnTiny(Nothing, "submit");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Equal(
            "rnn-memory: There is no 'sbatch' on PATH, so nothing can be submitted to Slurm from here. `./rnn-memory run digits` with the same settings trains on this machine; --dry-run writes the manifest and the scripts for another machine.\n",
            result.Errors);
        Assert.False(Directory.Exists(repository["artifacts"]));
    }

    [Fact]
    public void Tasks_of_a_dry_run_train_by_hand_what_the_command_run_trains()
    {
        CliResult submitted = repository.OnTiny(Nothing, "submit", "--dry-run", "--task-minutes", "0");
        Assert.Equal((0, ""), (submitted.ExitCode, submitted.Errors));
        Assert.Matches(@"2 runs: 0 done, 0 submitted already and not over, 2 to submit\.\n2 runs in 2 tasks: artifacts/cluster/rnn-memory-[0-9a-f]{8}\nNothing was submitted", submitted.Output);
        Submission submission = Assert.Single(Submissions.In(repository["artifacts"]));
        string manifest = Path.Combine(submission.Folder, Manifest.FileName);

        // Variables and the folder of a task are not those of the submission.
        Dictionary<string, string> other = new() { ["RNN_MEMORY__Digits__Epochs"] = "5", ["RNN_MEMORY_PROFILE"] = "paper", ["RNN_MEMORY_FRESH"] = "1" };
        CliResult[] tasks = [.. new[] { "1", "0" }.Select(task => repository.Run(other, "run", "--manifest", manifest, "--task", task))];
        string[] records = Records();
        CliResult again = repository.Run(other, "run", "--manifest", manifest, "--task", "1");
        CliResult tables = repository.Run("run", "--manifest", manifest);

        // The records have the time of each epoch, which differs when a run is trained again.
        Assert.Contains("Task 1, attempt 2 of 5: 1 run.\n", again.Output, StringComparison.Ordinal);
        Assert.Equal(records, Records());
        Assert.All(tasks, task => Assert.Equal((0, ""), (task.ExitCode, task.Errors)));
        Assert.Contains("Task 1, attempt 1 of 5: 1 run.\n", tasks[0].Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Table", tasks[0].Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (tables.ExitCode, tables.Errors));
        Directory.Delete(Submissions.FolderOf(repository["artifacts"]), recursive: true);
        using BareRepository undisturbed = BareRepository.WithTinyRuns();
        Assert.Empty(ArtifactsContent.Differences(ArtifactsContent.Of(undisturbed["artifacts"]), ArtifactsContent.Of(repository["artifacts"])));
        Assert.Contains("Nothing is missing", repository.OnTiny(Nothing, "submit", "--dry-run").Output, StringComparison.Ordinal);
    }

    private string[] Records() =>
        [.. Directory.GetFiles(repository["artifacts"], "epochs.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    [Fact]
    public void Array_and_the_job_after_it_are_submitted_and_only_what_is_neither_done_nor_queued_is_sent_again()
    {
        using FakeSlurm slurm = new();
        CliResult first = repository.OnTiny(slurm.Environment, "submit", "--task-minutes", "0", "--partition", "long", "--array-limit", "3");
        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Contains("Submitted as job 101; job 102 makes tables and figures when it is over.", first.Output, StringComparison.Ordinal);
        Submission submission = Assert.Single(Submissions.In(repository["artifacts"]));
        Assert.Equal(
            [$"--parsable {submission.Folder}/array.sh", $"--parsable --dependency=afterany:101 {submission.Folder}/finish.sh"], slurm.Submitted);
        Assert.Contains("#SBATCH --array=0-1%3\n", File.ReadAllText(Path.Combine(submission.Folder, "array.sh")), StringComparison.Ordinal);

        slurm.Queue($"{submission.Name}|0|RUNNING|n1", $"{submission.Name}|1|FAILED|n2", $"{submission.Name}-finish|N/A|PENDING|(Dependency)");
        CliResult status = repository.OnTiny(slurm.Environment, "status");
        CliResult second = repository.OnTiny(slurm.Environment, "submit", "--task-minutes", "0");

        Assert.Matches("not started .* running n1\n", status.Output);
        Assert.Contains($"{submission.Name}, 2 tasks: 1 failed, 1 running; tables and figures: pending.\n", status.Output, StringComparison.Ordinal);
        Assert.Contains("2 runs: 0 done, 1 submitted already and not over, 1 to submit.\n", second.Output, StringComparison.Ordinal);
        Submission again = Submissions.In(repository["artifacts"])[1];
        Assert.Equal(submission.Manifest.Task(1).Runs, Assert.Single(again.Manifest.Tasks).Runs);

        slurm.Queue($"{submission.Name}|0|RUNNING|n1", $"{again.Name}|0|PENDING|(Resources)");
        Assert.Contains("Nothing was submitted.\n", repository.OnTiny(slurm.Environment, "submit").Output, StringComparison.Ordinal);
        Assert.Equal(4, slurm.Submitted.Length);
    }

    [Fact]
    public void Tasks_that_end_while_the_command_looks_around_are_not_sent_again()
    {
        using FakeSlurm slurm = new();
        repository.OnTiny(slurm.Environment, "submit", "--task-minutes", "0");
        string manifest = Path.Combine(Assert.Single(Submissions.In(repository["artifacts"])).Folder, Manifest.FileName);

        // Asked for the queue, the cluster first comes to the end of the array.
        string program = Path.Combine(AppContext.BaseDirectory, "rnn-memory.dll");
        slurm.Write("squeue", $"for task in 0 1; do dotnet '{program}' run --manifest '{manifest}' --task $task > /dev/null; done");
        CliResult again = repository.OnTiny(slurm.Environment, "submit");

        Assert.Equal((0, ""), (again.ExitCode, again.Errors));
        Assert.Contains("2 runs: 2 done, 0 submitted already and not over, 0 to submit.\n", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_of_Slurm_is_told_in_one_line()
    {
        using FakeSlurm slurm = new();
        slurm.Write("sbatch", "echo 'sbatch: error: invalid partition specified: x' >&2; echo 'sbatch: error: Batch job submission failed' >&2; exit 1");

        CliResult result = repository.OnTiny(slurm.Environment, "submit");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            "rnn-memory: Slurm: sbatch ended with 1: sbatch: error: invalid partition specified: x; sbatch: error: Batch job submission failed\n", result.Errors);
    }

    [Fact]
    public void Status_shows_the_runs_also_when_Slurm_does_not_answer()
    {
        using FakeSlurm slurm = new();
        repository.OnTiny(slurm.Environment, "submit");
        slurm.Write("squeue", "echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2; exit 1");

        CliResult result = repository.OnTiny(slurm.Environment, "status");

        Assert.Contains("2 runs: 2 not started.\n", result.Output, StringComparison.Ordinal);
        Assert.Equal("rnn-memory: Slurm: squeue ended with 1: slurm_load_jobs error: Unable to contact slurm controller\n", result.Errors);
    }

    [Fact]
    public void Thousand_runs_are_one_array()
    {
        using FakeSlurm slurm = new();

        CliResult result = repository.Run(slurm.Environment, "submit", "increment", "--seeds", "0-55", "--set", "Increment:Epochs=1", "--task-minutes", "0");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("1008 runs: 0 done, 0 submitted already and not over, 1008 to submit.\n1008 runs in ", result.Output, StringComparison.Ordinal);
        Assert.Equal(2, slurm.Submitted.Length);
        Submission submission = Assert.Single(Submissions.In(repository["artifacts"]));
        Assert.InRange(submission.Manifest.Tasks.Count, 504, Slurm.DefaultLargestArray);
    }

    [Fact]
    public void Task_is_started_no_more_often_than_the_manifest_allows()
    {
        repository.OnTiny(Nothing, "submit", "--dry-run", "--attempts", "1");
        string manifest = Path.Combine(Assert.Single(Submissions.In(repository["artifacts"])).Folder, Manifest.FileName);
        string[] task = ["run", "--manifest", manifest, "--task", "0"];
        Assert.Equal(0, repository.Run(task).ExitCode);

        CliResult again = repository.Run(task);

        Assert.Equal((1, ""), (again.ExitCode, again.Output));
        Assert.StartsWith($"rnn-memory: Task 0 of '{manifest}' was started 1 time", again.Errors);
        Assert.Equal(again.Errors.Length - 1, again.Errors.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void Manifest_for_other_bits_is_refused_before_anything_is_trained()
    {
        repository.OnTiny(Nothing, "submit", "--dry-run");
        string manifest = Path.Combine(Assert.Single(Submissions.In(repository["artifacts"])).Folder, Manifest.FileName);
        string text = File.ReadAllText(manifest);
        File.WriteAllText(manifest, text.Replace("\"Digits:Epochs\": \"2\"", "\"Digits:Epochs\": \"3\"", StringComparison.Ordinal));

        CliResult result = repository.Run("run", "--manifest", manifest, "--task", "0");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("but this program would train it with other settings, data or arithmetic.", result.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(repository["artifacts/runs/digits"]));
    }

    [Theory]
    [InlineData("run --task 3", "--task belongs to --manifest; add --manifest FILE.")]
    [InlineData("run digits --manifest m.json", "--manifest has experiments and settings in its file; leave out digits.")]
    [InlineData("run --manifest m.json --seed 3", "--manifest has experiments and settings in its file; leave out --seed.")]
    [InlineData("run --manifest m.json --fresh", "--manifest goes on where its tasks stopped; leave out --fresh.")]
    [InlineData("run --manifest m.json", "--manifest: there is no file 'm.json'.")]
    [InlineData("submit digits --dry-run --array-limit 0", "--array-limit: expected at least 1, got 0.")]
    [InlineData("submit digits --dry-run --task-minutes -1", "--task-minutes: expected at least 0, got -1.")]
    [InlineData("submit digits --dry-run --attempts 0", "--attempts: expected at least 1, got 0.")]
    [InlineData("submit digits --dry-run --time soon", "--time: expected a time that sbatch takes, e.g. 90 (minutes), 12:00:00 or 2-00:00:00, got 'soon'.")]
    [InlineData("submit digits --dry-run --sbatch account", "--sbatch: expected an option of sbatch in one line, e.g. --sbatch=--account=physics, got 'account'.")]
    [InlineData("submit --dry-run", "Name an experiment or 'all'.")]
    public void Impossible_command_is_refused_in_one_line(string command, string expected)
    {
        CliResult result = repository.Run(command.Split(' '));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"rnn-memory: {expected}", result.Errors);
        Assert.Equal(result.Errors.Length - 1, result.Errors.IndexOf('\n', StringComparison.Ordinal));
    }
}
