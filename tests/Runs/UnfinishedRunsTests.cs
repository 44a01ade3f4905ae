using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Runs;
using RnnMemory.Tests.Training;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>A run that was begun in one clone goes on in another, to the same bits.</summary>
public sealed class UnfinishedRunsTests : IDisposable
{
    private const string Id = "toy/seed-0";

    private readonly ToyRuns begun = new();
    private readonly ToyRuns clone = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rnn-memory-unfinished-");
    private readonly UnfinishedRuns unfinished;

    public UnfinishedRunsTests() => unfinished = new UnfinishedRuns(folder.FullName);

    private static RunIdentity Identity => RunIdentity.Of(ToyRuns.Spec(), ToyEngine.Entry(), new ToyTask());

    private string Files => Path.Combine(folder.FullName, "toy", "seed-0");

    public void Dispose()
    {
        begun.Dispose();
        clone.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Run_goes_on_in_another_clone_and_ends_with_the_bits_of_one_that_was_never_stopped()
    {
        begun.TrainUntil(epoch: 1, update: 2);

        RunPosition kept = Add()!;
        int minibatches = 0;
        FinishedRun run = TrainInClone(new ToyTask { Before = (_, _) => minibatches++ });

        Assert.Equal((1, 2), (kept.Epoch, kept.Update));
        Assert.Equal((2 * ToyTask.Updates) - 2, minibatches);
        Assert.Equal(ToyRuns.Bits(begun.Train()), ToyRuns.Bits(run));
        Assert.Equal($"Run '{Id}' was begun elsewhere and goes on: 1 of 3 epochs are done.", Assert.Single(clone.Notices));
        Assert.Equal(["checkpoint.bin", "epochs.jsonl", "spec.json"], Directory.GetFiles(Files).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Store_that_has_nothing_of_a_run_says_where_the_repository_is_with_it()
    {
        begun.TrainUntil(epoch: 1, update: 2);
        Add();

        RunPosition? fromRepository = Store().Reached(Identity, ToyTask.Updates);
        clone.TrainUntil(epoch: 0, update: 1);
        RunPosition? own = Store().Reached(Identity, ToyTask.Updates);

        Assert.Equal((1, 2, true), (fromRepository!.Epoch, fromRepository.Update, fromRepository.IsRecorded));
        Assert.Equal((0, 1, false), (own!.Epoch, own.Update, own.IsRecorded));
    }

    [Fact]
    public void Store_that_has_a_checkpoint_goes_on_from_its_own()
    {
        begun.TrainUntil(epoch: 2, update: 0);
        Add();
        clone.TrainUntil(epoch: 1, update: 1);
        int minibatches = 0;

        FinishedRun run = TrainInClone(new ToyTask { Before = (_, _) => minibatches++ });

        Assert.Equal((2 * ToyTask.Updates) - 1, minibatches);
        Assert.Equal(ToyRuns.Bits(begun.Train()), ToyRuns.Bits(run));
        Assert.Equal(
            $"Run '{Id}' goes on from the run store, where 1 of 3 epochs are done; '{Files}' has 2. To go on from there, stop this command, delete '{clone.Folder}' and give the command again.",
            Assert.Single(clone.Notices));
    }

    [Fact]
    public void Store_that_was_stopped_before_its_first_update_goes_on_from_the_repository()
    {
        begun.TrainUntil(epoch: 2, update: 0);
        Add();
        clone.TrainUntil(epoch: 0, update: 0);
        RunPosition? reached = Store().Reached(Identity, ToyTask.Updates);
        int minibatches = 0;

        TrainInClone(new ToyTask { Before = (_, _) => minibatches++ });

        Assert.Equal((2, true), (reached!.Epoch, reached.IsRecorded));
        Assert.Equal(ToyTask.Updates, minibatches);
        Assert.Empty(Directory.GetFiles(clone.Folder, "*.damaged*"));
    }

    [Fact]
    public void Store_whose_checkpoints_are_damaged_goes_on_from_the_repository_and_keeps_them_aside()
    {
        begun.TrainUntil(epoch: 2, update: 0);
        Add();
        clone.TrainUntil(epoch: 1, update: 1);
        Array.ForEach(Directory.GetFiles(clone.Folder, "checkpoint*"), file => File.WriteAllText(file, "damaged"));
        int minibatches = 0;

        TrainInClone(new ToyTask { Before = (_, _) => minibatches++ });

        Assert.Equal(ToyTask.Updates, minibatches);
        Assert.Equal("damaged", File.ReadAllText(Path.Combine(clone.Folder, "checkpoint.damaged.bin")));
        Assert.StartsWith(
            $"Run '{Id}': what the run store has cannot be continued; it is kept as checkpoint.damaged.bin, ", clone.Notices[0], StringComparison.Ordinal);
    }

    [Fact]
    public void State_of_another_version_is_neither_ignored_nor_replaced()
    {
        begun.TrainUntil(epoch: 1, update: 0);
        Add();
        string path = Path.Combine(Files, "checkpoint.bin");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[8] = 3;
        System.Security.Cryptography.SHA256.HashData(bytes.AsSpan(..^32), bytes.AsSpan(^32..));
        File.WriteAllBytes(path, bytes);
        begun.TrainUntil(epoch: 2, update: 0);

        UserError ofTraining = Assert.Throws<UserError>(() => TrainInClone(new ToyTask()));
        UserError ofRecording = Assert.Throws<UserError>(() => Add());

        Assert.StartsWith($"Run '{Id}': '{path}' cannot be read ", ofTraining.Message, StringComparison.Ordinal);
        Assert.Equal(
            $"Run '{Id}': another version of this program wrote '{Files}'. Record it with that version, or delete that folder.",
            ofRecording.Message);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void Copy_that_a_killed_process_left_is_no_run_and_is_cleared_away()
    {
        begun.TrainUntil(epoch: 1, update: 0);
        string left = Files + ".tmp";
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "epochs.jsonl"), "half");
        File.WriteAllText(Path.Combine(left, "best.bin"), "of an earlier state");

        Assert.Empty(unfinished.Ids());
        Add();

        Assert.Equal([Files], Directory.GetDirectories(Path.GetDirectoryName(Files)!));
        Assert.False(File.Exists(Path.Combine(Files, "best.bin")));
    }

    [Fact]
    public void Own_epochs_without_a_checkpoint_are_kept_aside()
    {
        begun.TrainUntil(epoch: 1, update: 0);
        Add();
        clone.TrainUntil(epoch: 2, update: 0);
        byte[] own = File.ReadAllBytes(Path.Combine(clone.Folder, "epochs.jsonl"));
        Array.ForEach(Directory.GetFiles(clone.Folder, "checkpoint*"), File.Delete);
        int minibatches = 0;

        TrainInClone(new ToyTask { Before = (_, _) => minibatches++ });

        Assert.Equal(2 * ToyTask.Updates, minibatches);
        Assert.Equal(own, File.ReadAllBytes(Path.Combine(clone.Folder, "epochs.damaged.jsonl")));
        Assert.Equal($"Run '{Id}': what the run store has cannot be continued; it is kept as epochs.damaged.jsonl.", clone.Notices[0]);
    }

    [Fact]
    public void Checkpoint_before_a_damaged_one_is_copied_in_its_place()
    {
        begun.TrainUntil(epoch: 2, update: 0);
        File.WriteAllText(Path.Combine(begun.Folder, "checkpoint.bin"), "damaged");
        RunPosition before = begun.Store.Reached(Identity, ToyTask.Updates)!;

        RunPosition kept = Add()!;

        Assert.Equal((before.Epoch, before.Update), (kept.Epoch, kept.Update));
        Assert.Equal(ToyRuns.Bits(begun.Train(fresh: true)), ToyRuns.Bits(TrainInClone(new ToyTask())));
    }

    [Fact]
    public void Fresh_training_starts_from_the_seed()
    {
        begun.TrainUntil(epoch: 1, update: 0);
        Add();
        int minibatches = 0;

        TrainInClone(new ToyTask { Before = (_, _) => minibatches++ }, fresh: true);

        Assert.Equal(3 * ToyTask.Updates, minibatches);
    }

    [Theory]
    [InlineData("checkpoint.bin")]
    [InlineData("epochs.jsonl")]
    public void Damaged_files_are_named_and_not_used(string file)
    {
        begun.TrainUntil(epoch: 2, update: 0);
        Add();
        byte[] bytes = File.ReadAllBytes(Path.Combine(Files, file));
        File.WriteAllBytes(Path.Combine(Files, file), bytes[..(bytes.Length / 2)]);
        int minibatches = 0;

        TrainInClone(new ToyTask { Before = (_, _) => minibatches++ });

        Assert.Equal(3 * ToyTask.Updates, minibatches);
        Assert.Equal(
            $"Run '{Id}' starts from its seed, since '{Files}' cannot be used (its files do not fit together). Restore that folder from version control, or delete it.",
            Assert.Single(clone.Notices));
    }

    [Fact]
    public void Damaged_settings_are_written_again_since_the_checkpoint_proves_them()
    {
        begun.TrainUntil(epoch: 2, update: 0);
        Add();
        File.WriteAllText(Path.Combine(Files, "spec.json"), "{}");

        FinishedRun run = TrainInClone(new ToyTask());

        Assert.Equal(ToyRuns.Bits(begun.Train()), ToyRuns.Bits(run));
        Assert.Equal(Id, StoredSpec.Read(Path.Combine(clone.Folder, "spec.json"))!.Spec.Id);
        Assert.Contains(clone.Notices, line => line.Contains("spec.json was changed after it was written", StringComparison.Ordinal));
    }

    [Fact]
    public void Later_state_replaces_an_earlier_one_and_an_earlier_one_nothing()
    {
        begun.TrainUntil(epoch: 1, update: 0);
        Add();
        begun.TrainUntil(epoch: 2, update: 0);

        Assert.Equal(2, Add()!.Epoch);
        clone.TrainUntil(epoch: 1, update: 0);
        Assert.Null(unfinished.Add(clone.Store, Identity, ToyTask.Updates));
        Assert.Equal(2, unfinished.Reached(Identity, ToyTask.Updates)!.Epoch);
        Assert.Equal([Files], Directory.GetDirectories(Path.GetDirectoryName(Files)!));
    }

    [Fact]
    public void Run_without_a_finished_epoch_is_not_copied()
    {
        begun.TrainUntil(epoch: 0, update: 2);

        Assert.Null(Add());
        Assert.Empty(unfinished.Ids());
    }

    [Fact]
    public void Run_that_a_process_trains_is_refused()
    {
        begun.TrainUntil(epoch: 1, update: 0);
        using RunSession session = begun.Store.Open(Identity, ToyEngine.Entry(), ToyTask.Updates);

        UserError error = Assert.Throws<UserError>(() => Add());

        Assert.StartsWith($"Run '{Id}' is being trained by ", error.Message, StringComparison.Ordinal);
        Assert.Contains("wait for it or stop it.", error.Message, StringComparison.Ordinal);
        Assert.Empty(unfinished.Ids());
    }

    [Fact]
    public void Removed_run_is_forgotten()
    {
        begun.TrainUntil(epoch: 1, update: 0);
        Add();

        string[] before = [.. unfinished.Ids()];
        unfinished.Remove(Id);
        unfinished.Remove("toy/seed-1");

        Assert.Equal([Id], before);
        Assert.Empty(unfinished.Ids());
        Assert.Null(unfinished.Reached(Identity, ToyTask.Updates));
    }

    // Without their data, so that the test runs everywhere.
    [Fact]
    public void Every_committed_unfinished_run_can_go_on_and_is_not_recorded()
    {
        UnfinishedRuns committed = new(UnfinishedRuns.Folder);
        RecordedRuns recorded = new(RecordedRuns.Folder);
        foreach (string id in committed.Ids())
        {
            RunFiles files = new(RunId.Folder(UnfinishedRuns.Folder, id));
            StoredSpec stored = StoredSpec.Read(files.Spec)!;
            EpochRecord last = EpochLog.Glance(files.Epochs)[^1];
            RunIdentity identity = new(stored.Spec, EngineCatalog.Known[stored.Spec.Engine].Numerics, stored.Spec.Task.DataHash ?? stored.DataHash);

            RunPosition? reached = committed.Reached(identity, (int)(last.Updates / (last.Epoch + 1)));

            Assert.True(reached is { Epoch: > 0 }, id);
            Assert.False(recorded.Has(id), id);
        }
    }

    private RunPosition? Add() => unfinished.Add(begun.Store, Identity, ToyTask.Updates);

    private RunStore Store() => new(clone.Root, clone.Notices.Add, unfinished: unfinished);

    private FinishedRun TrainInClone(ToyTask task, bool fresh = false) => RunExecution.Execute(
        ToyRuns.Spec(), task, ToyEngine.Entry(), Store(), progress: null, fresh, TestContext.Current.CancellationToken);
}
