using RnnMemory.Basics;
using RnnMemory.Checks.Damage;
using RnnMemory.Runs;
using RnnMemory.Tests.Training;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>Training in a damaged folder ends with the same records and prints a line that says what happened.</summary>
public sealed class DamageTests : IDisposable
{
    private static readonly Lazy<string> Undisturbed = new(TrainUndisturbed);

    private readonly ToyRuns runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void Damaged_checkpoint_falls_back_to_the_one_before()
    {
        runs.TrainUntil(2, 3);
        Flip("checkpoint.bin");

        Assert.Equal(Expected(), ToyRuns.Bits(runs.Train()));

        string line = Assert.Single(runs.Notices);
        Assert.Contains("checkpoint.bin is not usable (its bytes do not have the hash they were written with)", line, StringComparison.Ordinal);
        Assert.Contains("the checkpoint before it is used (epoch 2, update 0)", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_checkpoint_falls_back_to_the_one_before()
    {
        runs.TrainUntil(2, 3);
        File.Delete(PathOf("checkpoint.bin"));

        Assert.Equal(Expected(), ToyRuns.Bits(runs.Train()));

        Assert.Contains("checkpoint.bin is missing; the checkpoint before it is used", Assert.Single(runs.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_damaged_checkpoints_start_the_run_again()
    {
        runs.TrainUntil(2, 3);
        Flip("checkpoint.bin");
        File.WriteAllBytes(PathOf("checkpoint.previous.bin"), []);
        List<(int, int)> trained = [];

        FinishedRun run = runs.Train(new ToyTask { Before = (e, u) => trained.Add((e, u)) });

        Assert.Equal(Expected(), ToyRuns.Bits(run));
        Assert.Equal((0, 0), trained[0]);
        Assert.EndsWith("it starts again from its seed.", Assert.Single(runs.Notices), StringComparison.Ordinal);
    }

    // Records of other seeds have such states; a person may copy one into a run's folder.
    [Fact]
    public void State_without_the_optimisers_slots_is_not_continued()
    {
        runs.TrainUntil(2, 3);
        RunIdentity identity = new(ToyRuns.Spec(), "toy 1", "generated");
        Checkpoint reached = Checkpoint.Decode(File.ReadAllBytes(PathOf("checkpoint.bin")), identity, ToyTask.Updates);
        File.WriteAllBytes(PathOf("checkpoint.bin"), reached.WithoutSlots().Encode(identity));

        Assert.Equal(Expected(), ToyRuns.Bits(runs.Train()));

        Assert.Contains(
            "checkpoint.bin is not usable (it has the parameters only, and training needs the optimiser's state too); the checkpoint before it is used",
            Assert.Single(runs.Notices), StringComparison.Ordinal);
    }

    // A folder that has a file's name, in an unfinished run or in a finished one.
    [Theory]
    [InlineData("done.json", true)]
    [InlineData("epochs.jsonl", true)]
    [InlineData("epochs.jsonl", false)]
    [InlineData("spec.json", false)]
    [InlineData("checkpoint.bin", false)]
    [InlineData("checkpoint.previous.bin", false)]
    [InlineData("best.bin", false)]
    [InlineData("done.json", false)]
    [InlineData("done.json.tmp", false)]
    [InlineData("epochs.jsonl.tmp", false)]
    public void Folder_that_has_the_name_of_a_file_is_kept_aside_and_the_run_ends_with_the_same_bits(string file, bool finished)
    {
        Occupy(file, finished, path => Directory.CreateDirectory(path));
        File.WriteAllText(Path.Combine(PathOf(file), "kept"), "by somebody");

        Assert.Equal(Expected(), ToyRuns.Bits(runs.Train()));
        Assert.Equal(Expected(), ToyRuns.Bits(runs.Train()));

        string aside = Path.GetFileNameWithoutExtension(file) + ".damaged" + Path.GetExtension(file);
        Assert.Contains(runs.Notices, line => line.EndsWith($"is a folder; it is kept as {aside}.", StringComparison.Ordinal));
        Assert.Equal("by somebody", File.ReadAllText(Path.Combine(PathOf(aside), "kept")));
    }

    // A pipe has no end: whoever opened it to read would wait for ever.
    [Theory]
    [InlineData("epochs.jsonl", true)]
    [InlineData("epochs.jsonl", false)]
    [InlineData("spec.json", false)]
    [InlineData("checkpoint.previous.bin", false)]
    [InlineData("best.bin", false)]
    [InlineData("checkpoint.bin.tmp", false)]
    public void Pipe_that_has_the_name_of_a_file_is_not_waited_for_and_the_run_ends_with_the_same_bits(string file, bool finished)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs named pipes");
        Occupy(file, finished, SpecialFile.Pipe);

        Assert.Equal(Expected(), ToyRuns.Bits(runs.Train()));
    }

    [Theory]
    [InlineData("{\"epoch\":2,\"upda")]
    [InlineData("\n")]
    [InlineData("{}\n{}\n")]
    public void Lines_after_the_last_checkpoint_are_cut_off(string torn)
    {
        runs.TrainUntil(2, 3);
        File.AppendAllText(PathOf("epochs.jsonl"), torn);

        Assert.Equal(Expected(), ToyRuns.Bits(runs.Train()));
        Assert.Empty(runs.Notices);
    }

    [Fact]
    public void Records_that_changed_under_a_checkpoint_are_not_believed()
    {
        runs.TrainUntil(2, 3);
        string path = PathOf("epochs.jsonl");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"accuracy\":0.5", "\"accuracy\":0.6", StringComparison.Ordinal));

        Assert.Equal(Expected(), ToyRuns.Bits(runs.Train()));

        string line = Assert.Single(runs.Notices);
        Assert.Contains("do not have the hash they had when they were written", line, StringComparison.Ordinal);
        Assert.EndsWith("it starts again from its seed.", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("epochs.jsonl", "\"accuracy\":0.5", "\"accuracy\":0.6")]
    [InlineData("epochs.jsonl", "\"epoch\":2", "\"epoch\":3")]
    [InlineData("done.json", "\"epochs\": 3", "\"epochs\": 2")]
    [InlineData("done.json", "Completed", "Diverged")]
    [InlineData("done.json", "}", "")]
    public void Finished_run_with_a_changed_byte_is_not_believed_but_trained_to_the_same_records(string file, string old, string damage)
    {
        string expected = ToyRuns.Bits(runs.Train());
        string content = File.ReadAllText(PathOf(file));
        Assert.Contains(old, content, StringComparison.Ordinal);
        File.WriteAllText(PathOf(file), content.Replace(old, damage, StringComparison.Ordinal));

        FinishedRun run = runs.Train();

        Assert.Equal(expected, ToyRuns.Bits(run));
        Assert.Contains("is marked as finished but is not believed", runs.Notices[0], StringComparison.Ordinal);
        runs.Notices.Clear();
        runs.Train(new ToyTask { Before = (_, _) => Assert.Fail("trained again") });
        Assert.Empty(runs.Notices);
    }

    [Fact]
    public void Damaged_checkpoint_of_a_finished_run_does_not_matter_to_its_records()
    {
        string expected = ToyRuns.Bits(runs.Train());
        Flip("checkpoint.bin");

        Assert.Equal(expected, ToyRuns.Bits(runs.Train(new ToyTask { Before = (_, _) => Assert.Fail("trained again") })));
    }

    // `./build.sh damage` flips every bit.
    [Fact]
    public void One_flipped_bit_or_a_cut_anywhere_in_any_file_never_changes_what_is_believed()
    {
        List<string> lines = [];
        using DamagedRuns damaged = new(lines.Add);

        DamageReport report = damaged.Try(everyBit: 61, everyResume: 20);

        Assert.Empty(report.Wrong);
        Assert.Contains(lines, line => line.StartsWith("finished run, best.bin", StringComparison.Ordinal));
        Assert.InRange(report.Bits, 1000, int.MaxValue);
        Assert.InRange(report.Resumed, 30, int.MaxValue);
        Assert.InRange(report.Forged, 20, int.MaxValue);
        Assert.InRange(report.Measured, 30, int.MaxValue);
        Assert.InRange(report.Removed, 8, int.MaxValue);
        Assert.InRange(report.Noticed, report.Bits / 2, report.Bits + report.Cuts);
    }

    [Fact]
    public void Completion_marker_for_another_end_is_not_believed()
    {
        FinishedRun run = runs.Train();
        Completion completion = Completion.Read(PathOf("done.json"))!;

        Assert.NotNull(completion.Verify(run.Spec, [.. run.Epochs], run.Folder));
        Assert.Throws<InvalidDataException>(() =>
            (completion with { FinalStateHash = run.Epochs[0].StateHash }).Verify(run.Spec, [.. run.Epochs], run.Folder));
        Assert.Throws<InvalidDataException>(() => completion.Verify(run.Spec, [.. run.Epochs.SkipLast(1)], run.Folder));
        Assert.Throws<InvalidDataException>(() => completion.Verify(run.Spec with { Epochs = 4 }, [.. run.Epochs], run.Folder));
    }

    [Fact]
    public void Minibatch_of_a_divergence_that_was_changed_is_not_believed()
    {
        runs.Train(new ToyTask { Spoiled = (1, 4, float.NaN) });
        string content = File.ReadAllText(PathOf("done.json"));
        Assert.Contains("\"update\": 4", content, StringComparison.Ordinal);
        File.WriteAllText(PathOf("done.json"), content.Replace("\"update\": 4", "\"update\": 5", StringComparison.Ordinal));

        FinishedRun run = runs.Train(new ToyTask { Spoiled = (1, 4, float.NaN) });

        Assert.Equal(4, run.Divergence!.Update);
        Assert.Contains("does not have the checksum it was written with", runs.Notices[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoint_of_another_epoch_than_its_records_is_not_believed()
    {
        runs.TrainUntil(2, 3);
        Checkpoint last = Checkpoint.Decode(
            File.ReadAllBytes(PathOf("checkpoint.bin")), RunIdentity.Of(ToyRuns.Spec(), ToyEngine.Entry(), new ToyTask()), ToyTask.Updates);
        EpochLog.Verify(PathOf("epochs.jsonl"), last.Records, last.State, ToyTask.Updates);
        last.State.NextEpoch();

        Assert.Equal("it is in epoch 3, but epochs.jsonl had 2 records", Complaint());
        last.State.Epoch = 2;
        Assert.Equal("its state does not have the hash in epochs.jsonl", Complaint());

        string Complaint() => Assert.Throws<InvalidDataException>(
            () => EpochLog.Verify(PathOf("epochs.jsonl"), last.Records, last.State, ToyTask.Updates)).Message;
    }

    [Fact]
    public void Records_and_states_that_are_not_believed_are_kept_under_other_names()
    {
        runs.TrainUntil(2, 3);
        string path = PathOf("epochs.jsonl");
        string damaged = File.ReadAllText(path).Replace("\"epoch\":0", "\"epoch\":7", StringComparison.Ordinal);
        byte[] checkpoint = File.ReadAllBytes(PathOf("checkpoint.bin"));
        File.WriteAllText(path, damaged);

        runs.Train();

        Assert.Equal(damaged, File.ReadAllText(PathOf("epochs.damaged.jsonl")));
        Assert.Equal(checkpoint, File.ReadAllBytes(PathOf("checkpoint.damaged.bin")));
        Assert.True(File.Exists(PathOf("checkpoint.previous.damaged.bin")));
    }

    [Fact]
    public void Checkpoint_of_another_version_stops_the_run_and_stays()
    {
        runs.TrainUntil(2, 3);
        byte[] bytes = File.ReadAllBytes(PathOf("checkpoint.bin"));
        bytes[8] = 3;
        System.Security.Cryptography.SHA256.HashData(bytes.AsSpan(..^32), bytes.AsSpan(^32..));
        File.WriteAllBytes(PathOf("checkpoint.bin"), bytes);

        UserError error = Assert.Throws<UserError>(() => runs.Train());

        Assert.Equal(
            $"Run 'toy/seed-0': '{PathOf("checkpoint.bin")}' cannot be read (its format is version 3, this program knows 1 and 2). Go on with the version that wrote it, or start again with --fresh.",
            error.Message);
        Assert.Equal(bytes, File.ReadAllBytes(PathOf("checkpoint.bin")));
        Assert.Equal(Expected(), ToyRuns.Bits(runs.Train(fresh: true)));
    }

    [Fact]
    public void Position_of_a_run_shows_no_record_that_its_checkpoint_does_not_prove()
    {
        runs.TrainUntil(2, 3);
        string path = PathOf("epochs.jsonl");
        File.AppendAllText(path, File.ReadLines(path).Last().Replace("\"epoch\":1", "\"epoch\":2", StringComparison.Ordinal) + "\n");

        RunPosition reached = runs.Store.Reached(RunIdentity.Of(ToyRuns.Spec(), ToyEngine.Entry(), new ToyTask()), ToyTask.Updates)!;

        Assert.Equal((2, 3, 1), (reached.Epoch, reached.Update, reached.Last!.Epoch));
    }

    [Fact]
    public void Leftovers_of_a_process_killed_in_its_first_write_are_no_run()
    {
        Directory.CreateDirectory(runs.Folder);
        File.WriteAllText(PathOf("spec.json.tmp"), "{");

        Assert.Equal(Expected(), ToyRuns.Bits(runs.Train()));
        Assert.Empty(runs.Notices);
    }

    private static string Expected() => Undisturbed.Value;

    private static string TrainUndisturbed()
    {
        using ToyRuns whole = new();
        return ToyRuns.Bits(whole.Train());
    }

    private string PathOf(string file) => Path.Combine(runs.Folder, file);

    // Trains, to the end or not, and puts something else where the file was.
    private void Occupy(string file, bool finished, Action<string> put)
    {
        if (finished)
        {
            runs.Train();
        }
        else
        {
            runs.TrainUntil(2, 3);
        }

        File.Delete(PathOf(file));
        put(PathOf(file));
    }

    private void Flip(string file)
    {
        byte[] bytes = File.ReadAllBytes(PathOf(file));
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(PathOf(file), bytes);
    }
}
