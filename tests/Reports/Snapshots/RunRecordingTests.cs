using RnnMemory.Basics;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Tests.Runs;
using RnnMemory.Tests.Training;
using Xunit;

namespace RnnMemory.Tests.Reports.Snapshots;

public sealed class RunRecordingTests : SnapshotFixture
{
    [Fact]
    public void Recorded_run_is_copied_and_its_hash_reason_and_commit_are_kept()
    {
        using ToyRuns runs = new();
        FinishedRun run = runs.Train();

        RecordedChange change = Assert.Single(Recording().Record("trained at full size", [run], Simd));

        string hash = run.Last.StateHash[..16];
        Assert.Equal(new RecordedChange("toy/seed-0", "none", hash), change);
        Assert.True(File.Exists(Path.Combine(Folder, "runs", "toy", "seed-0", "done.json")));
        string changes = Read("CHANGES.md");
        Assert.Contains("UTC: trained at full size\n", changes);
        Assert.Contains("- commit: c0ffee\n- environment: numerics 1; engine simd;", changes);
        Assert.EndsWith($"| run | old | new |\n| --- | --- | --- |\n| runs/toy/seed-0 | none | {hash} |\n", changes);
        Assert.Equal(hash, new SnapshotChanges(Folder).Last()["runs/toy/seed-0"].Hash);
    }

    [Fact]
    public void Same_run_is_recorded_once_and_another_history_names_both_hashes()
    {
        using ToyRuns runs = new();
        FinishedRun run = runs.Train();
        Recording().Record("first", [run], Simd);

        Assert.Empty(Recording().Record("again", [run], Simd));
        Assert.DoesNotContain("again", Read("CHANGES.md"));

        FinishedRun longer = runs.Train(spec: ToyRuns.Spec(epochs: 4));
        RecordedChange change = Assert.Single(Recording().Record("longer", [longer], Simd));
        Assert.Equal((run.Last.StateHash[..16], longer.Last.StateHash[..16]), (change.Old, change.New));
    }

    [Theory]
    [InlineData("epochs.jsonl", "\"accuracy\":", "\"accuracy\":1", "epochs.jsonl")]
    [InlineData("spec.json", "\"seed\": 0", "\"seed\": 1", "spec.seed: 1 -> 0")]
    [InlineData("done.json", "Completed", "Diverged", "done.json does not have the checksum it was written with")]
    [InlineData("checkpoint.bin", "\"epoch\":3", "\"epoch\":2", "its bytes do not have the hash they were written with")]
    public void Record_that_was_changed_is_repaired_by_recording_the_run_again(string file, string old, string forged, string difference)
    {
        using ToyRuns runs = new();
        FinishedRun run = runs.Train();
        Recording().Record("first", [run], Simd);
        string path = Path.Combine(Folder, "runs", "toy", "seed-0", file);
        string honest = File.ReadAllText(path, System.Text.Encoding.Latin1);
        Assert.Contains(old, honest);
        File.WriteAllText(path, honest.Replace(old, forged, StringComparison.Ordinal), System.Text.Encoding.Latin1);

        RecordedChange change = Assert.Single(Recording().Record("repair", [run], Simd));

        Assert.Contains(difference, change.Repaired);
        Assert.Equal(honest, File.ReadAllText(path, System.Text.Encoding.Latin1));
        Assert.Contains("UTC: repair\n", Read("CHANGES.md"));
        Assert.Empty(Recording().Record("again", [run], Simd));
    }

    [Fact]
    public void Small_record_has_the_parameters_and_says_the_same_as_its_run()
    {
        using ToyRuns runs = new();
        FinishedRun run = runs.Train();

        Assert.Single(Small().Record("another seed", [run], Simd));

        string recorded = Path.Combine(Folder, "runs", "toy", "seed-0", "checkpoint.bin");
        Checkpoint kept = Decode(recorded), trained = Decode(Path.Combine(run.Folder, "checkpoint.bin"));
        Assert.Equal((false, true), (kept.State.HasSlots, trained.State.HasSlots));
        Assert.Equal(trained.State.Parameters, kept.State.Parameters);
        Assert.Equal(trained.Records, kept.Records);
        Assert.Empty(Small().Record("again", [run], Simd));
        Assert.Equal(["checkpoint.bin", "done.json", "epochs.jsonl.gz", "spec.json"], Files());

        kept.State.Parameters[0]++;
        File.WriteAllBytes(recorded, kept.Encode(Identity(run)));
        Assert.Equal("checkpoint.bin is another state", Assert.Single(Small().Record("repair", [run], Simd)).Repaired);
        Assert.Equal(trained.State.Parameters, Decode(recorded).State.Parameters);

        Assert.Single(Recording().Record("the default now", [runs.Train(spec: ToyRuns.Spec(epochs: 4))], Simd));
        Assert.Equal(["checkpoint.bin", "done.json", "epochs.jsonl", "spec.json"], Files());

        IEnumerable<string?> Files() => Directory.GetFiles(Path.GetDirectoryName(recorded)!).Select(Path.GetFileName).Order(StringComparer.Ordinal);

        Checkpoint Decode(string path) => Checkpoint.Decode(File.ReadAllBytes(path), Identity(run), ToyTask.Updates);

        RunRecording Small() =>
            new(Folder, new Dictionary<string, string>(), "c0ffee", TimeProvider.System) { IsSmall = spec => spec == run.Spec };

        static RunIdentity Identity(FinishedRun run)
        {
            StoredSpec stored = StoredSpec.Read(Path.Combine(run.Folder, "spec.json"))!;
            return new RunIdentity(run.Spec, stored.Numerics, stored.DataHash);
        }
    }

    [Theory]
    [InlineData("2", "simd")]
    [InlineData("1", "torch")]
    public void Run_of_other_arithmetic_is_replaced_only_by_force(string numerics, string engine)
    {
        using ToyRuns runs = new();
        FinishedRun run = runs.Train();
        Recording().Record("first", [run], Simd);
        string before = Read("CHANGES.md");
        FinishedRun other = runs.Train(spec: ToyRuns.Spec(epochs: 4));
        var origin = Simd with { Numerics = numerics, Engine = engine };

        string complaint = Assert.Throws<UserError>(() => Recording().Record("other arithmetic", [other], origin)).Message;

        Assert.StartsWith("runs/toy/seed-0 was recorded from numerics 1; engine simd; ", complaint);
        Assert.EndsWith("add --force-environment.", complaint);
        Assert.Equal(before, Read("CHANGES.md"));
        Assert.Equal(run.Last.StateHash, new RecordedRuns(Path.Combine(Folder, "runs")).FinalStateHash("toy/seed-0"));
        Assert.Single(Recording().Record("other arithmetic", [other], origin, forceEnvironment: true));
    }

    [Fact]
    public void Recorded_run_without_an_entry_is_replaced_only_by_force()
    {
        using ToyRuns runs = new();
        new RecordedRuns(Path.Combine(Folder, "runs")).Add(runs.Train());
        FinishedRun other = runs.Train(spec: ToyRuns.Spec(epochs: 4));

        Assert.Contains("an unrecorded environment", Assert.Throws<UserError>(() => Recording().Record("reason", [other], Simd)).Message);
        Assert.Single(Recording().Record("reason", [other], Simd, forceEnvironment: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("spec.json")]
    [InlineData("spec.json epochs.jsonl checkpoint.bin")]
    public void Copy_that_was_interrupted_is_completed_and_logged_by_the_next_one(string copied)
    {
        using ToyRuns runs = new();
        FinishedRun run = runs.Train();
        string folder = Directory.CreateDirectory(Path.Combine(Folder, "runs", "toy", "seed-0")).FullName;
        foreach (string file in copied.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            File.Copy(Path.Combine(run.Folder, file), Path.Combine(folder, file));
        }

        RecordedChange change = Assert.Single(Recording().Record("reason", [run], Simd));

        Assert.Null(change.Repaired);
        Assert.Equal(run.Last.StateHash, new RecordedRuns(Path.Combine(Folder, "runs")).FinalStateHash("toy/seed-0"));
        Assert.Empty(Recording().Record("again", [run], Simd));
    }

    [Fact]
    public void Run_that_a_process_has_taken_is_not_copied()
    {
        using ToyRuns runs = new();
        FinishedRun run = runs.Train();
        RunRecording recording = new(Folder, new Dictionary<string, string>(), "c0ffee", TimeProvider.System) { Store = runs.Store };

        using (runs.Store.Hold("toy/seed-0"))
        {
            UserError error = Assert.Throws<UserError>(() => recording.Record("too early", [run], Simd));
            Assert.StartsWith("Run 'toy/seed-0' is being trained by process ", error.Message);
            Assert.False(Directory.Exists(Path.Combine(Folder, "runs")));
        }

        Assert.Single(recording.Record("free again", [run], Simd));
    }

    [Fact]
    public void Entries_that_are_written_side_by_side_are_all_kept()
    {
        string[] runs = [.. Enumerable.Range(0, 40).Select(number => $"toy/seed-{number:D2}")];

        Parallel.ForEach(runs, new ParallelOptions { MaxDegreeOfParallelism = runs.Length }, run => new SnapshotChanges(Folder).Append(
            TimeProvider.System.GetUtcNow(), "side by side", "c0ffee", Simd, new[] { new RecordedChange(run, "none", new string('a', 16)) }));

        Assert.Equal(runs.Select(SnapshotChanges.NameOfRun), new SnapshotChanges(Folder).Last().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Acceptances_and_recorded_runs_share_the_file()
    {
        using ToyRuns runs = new();
        Recording().Record("run", [runs.Train()], Simd);
        Accepted(Table, "new\n");

        Assert.Equal([Table.VerifiedFile, "runs/toy/seed-0"], new SnapshotChanges(Folder).Last().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_recorded_without_a_reason_or_where_ci_is_set()
    {
        using ToyRuns runs = new();
        FinishedRun run = runs.Train();

        Assert.Contains("Recording runs needs a reason", Assert.Throws<UserError>(() => Recording().Record(" ", [run], Simd)).Message);
        Assert.Contains("where CI is set", Assert.Throws<UserError>(() => Recording(("CI", "1")).Record("reason", [run], Simd)).Message);
        Assert.False(Directory.Exists(Path.Combine(Folder, "runs")));
    }

    private RunRecording Recording(params (string Name, string Value)[] variables) =>
        new(Folder, variables.ToDictionary(v => v.Name, v => v.Value), "c0ffee", TimeProvider.System);
}
