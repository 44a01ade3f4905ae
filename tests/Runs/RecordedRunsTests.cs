using RnnMemory.Basics;
using RnnMemory.Runs;
using RnnMemory.Tests.Training;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>Runs recorded in the repository are read if the store has none, and training never writes to them.</summary>
public sealed class RecordedRunsTests : IDisposable
{
    private readonly ToyRuns runs = new();
    private readonly DirectoryInfo recordedFolder = Directory.CreateTempSubdirectory("rnn-memory-recorded-");
    private readonly RecordedRuns recorded;

    public RecordedRunsTests() => recorded = new RecordedRuns(recordedFolder.FullName);

    public void Dispose()
    {
        runs.Dispose();
        recordedFolder.Delete(recursive: true);
    }

    [Fact]
    public void Recorded_run_is_read_where_the_store_has_none()
    {
        string expected = ToyRuns.Bits(Record());

        FinishedRun read = Train(new ToyTask { Before = (_, _) => Assert.Fail("trained again") });

        Assert.Equal(expected, ToyRuns.Bits(read));
        Assert.StartsWith(recordedFolder.FullName, read.Folder);
        Assert.Empty(Directory.EnumerateFileSystemEntries(runs.Root));
    }

    [Fact]
    public void Own_run_comes_before_a_recorded_one()
    {
        Record(removeOwn: false);

        Assert.Equal(runs.Folder, Train().Folder);
    }

    [Fact]
    public void Fresh_training_does_not_read_and_never_writes_the_record()
    {
        Record();
        string[] before = Content();
        int minibatches = 0;

        FinishedRun run = Train(new ToyTask { Before = (_, _) => minibatches++ }, fresh: true);

        Assert.Equal((3 * ToyTask.Updates, runs.Folder), (minibatches, run.Folder));
        Assert.Equal(before, Content());
    }

    [Fact]
    public void Recorded_run_of_other_settings_is_not_taken()
    {
        Record();

        Assert.Equal(runs.Folder, Train(spec: ToyRuns.Spec(learningRate: 0.02)).Folder);
    }

    [Theory]
    [InlineData("epochs.jsonl", "\"updates\":8", "\"updates\":9")]
    [InlineData("done.json", "\"epochs\": 3", "\"epochs\": 2")]
    public void Damaged_record_is_not_believed(string file, string old, string damaged)
    {
        Record();
        string path = Path.Combine(recordedFolder.FullName, "toy", "seed-0", file);
        string content = File.ReadAllText(path);
        Assert.Contains(old, content);
        File.WriteAllText(path, content.Replace(old, damaged, StringComparison.Ordinal));

        Assert.Equal(runs.Folder, Train().Folder);
    }

    [Fact]
    public void Record_has_what_reading_and_measuring_need_and_nothing_else()
    {
        Record();

        Assert.Equal(
            ["checkpoint.bin", "done.json", "epochs.jsonl", "spec.json"],
            Directory.EnumerateFiles(Path.Combine(recordedFolder.FullName, "toy", "seed-0")).Select(Path.GetFileName).Order());
        Assert.Equal(["toy/seed-0"], recorded.Ids());
    }

    [Theory]
    [InlineData("spec.json")]
    [InlineData("epochs.jsonl")]
    [InlineData("checkpoint.bin")]
    [InlineData("done.json")]
    public void File_that_the_run_lacks_is_named_and_costs_no_record(string file)
    {
        FinishedRun run = Record(removeOwn: false);
        string[] before = Content();
        string lacking = Path.Combine(run.Folder, file);
        File.Delete(lacking);

        UserError error = Assert.Throws<UserError>(() => recorded.Add(run));

        Assert.StartsWith($"Run 'toy/seed-0' is not recorded, since '{lacking}' is not usable (", error.Message);
        Assert.Equal(before, Content());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Damaged_state_of_a_run_that_diverged_is_named_and_costs_no_record(bool small)
    {
        FinishedRun run = runs.Train(new ToyTask { Spoiled = (1, 4, float.NaN) });
        recorded.Add(run, small);
        string[] before = Content();
        string checkpoint = Path.Combine(run.Folder, "checkpoint.bin");
        File.WriteAllBytes(checkpoint, File.ReadAllBytes(checkpoint)[..^1]);

        UserError error = Assert.Throws<UserError>(() => recorded.Add(run, small));

        Assert.StartsWith($"Run 'toy/seed-0' is not recorded, since '{checkpoint}' is not usable (its bytes do not have the hash", error.Message);
        Assert.Equal(before, Content());
    }

    [Fact]
    public void Finished_runs_of_both_folders_are_known_by_id()
    {
        Record();
        RunStore store = Store();
        runs.Train(spec: ToyRuns.Spec(id: "other/seed-1"));

        Assert.Equal(["other/seed-1", "toy/seed-0"], store.FinishedIds());
        Assert.Equal("toy/seed-0", store.FinishedSpec("toy/seed-0")!.Id);
        Assert.Null(store.FinishedSpec("toy/seed-9"));
    }

    [Fact]
    public void Final_hash_of_a_record_is_its_last_states()
    {
        Assert.Null(recorded.FinalStateHash("toy/seed-0"));

        Assert.Equal(Record().Last.StateHash, recorded.FinalStateHash("toy/seed-0"));
    }

    // Without their data, so that the test runs everywhere; snapshots and the audit check the results that need data.
    [Fact]
    public void Every_committed_record_is_whole_and_its_states_are_those_of_its_records()
    {
        RecordedRuns committed = new(RecordedRuns.Folder);
        Assert.InRange(committed.Ids().Count, 16, int.MaxValue);
        foreach (string id in committed.Ids())
        {
            RunFiles files = new(RunId.Folder(RecordedRuns.Folder, id));
            StoredSpec stored = StoredSpec.Read(files.Spec)!;
            RunIdentity identity = new(stored.Spec, stored.Numerics, stored.DataHash);
            Completion done = Completion.Read(files.Done)!;
            FinishedRun run = done.Verify(stored.Spec, EpochLog.Read(files.Epochs, done.Records), files.Folder);
            int updates = (int)(run.Last.Updates / run.Epochs.Count);

            Checkpoint last = Checkpoint.Decode(File.ReadAllBytes(files.Checkpoint), identity, updates);

            Assert.Equal(run.Last.ParametersHash, TrainingHashes.OfParameters(last.State.Parameters));
            Assert.Null(StoredIdentity.Difference(files, identity));

            // Without a best epoch the last one counts.
            Assert.Equal(run.Kept(KeptEpoch.Best) is not null, File.Exists(files.Best));
            if (run.Kept(KeptEpoch.Best) is { } kept)
            {
                Checkpoint best = Checkpoint.Decode(File.ReadAllBytes(files.Best), identity, updates);
                Assert.Equal(kept.ParametersHash, TrainingHashes.OfParameters(best.State.Parameters));
            }
        }
    }

    private RunStore Store() => new(runs.Root, runs.Notices.Add, recordedFolder.FullName);

    // A checkpoint does not depend on its folder, so a copy works as well.
    private FinishedRun Record(bool removeOwn = true)
    {
        FinishedRun run = runs.Train();
        recorded.Add(run);
        if (removeOwn)
        {
            Directory.Delete(runs.Root, recursive: true);
            Directory.CreateDirectory(runs.Root);
        }

        return run;
    }

    private FinishedRun Train(ToyTask? task = null, RunSpec? spec = null, bool fresh = false) => RunExecution.Execute(
        spec ?? ToyRuns.Spec(), task ?? new ToyTask(), ToyEngine.Entry(), Store(), progress: null, fresh, TestContext.Current.CancellationToken);

    private string[] Content() =>
        [.. Directory.EnumerateFiles(recordedFolder.FullName, "*", SearchOption.AllDirectories).Order().Select(path => $"{path} {Convert.ToHexString(File.ReadAllBytes(path))}")];
}
