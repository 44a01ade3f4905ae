using RnnMemory.Runs;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Data;
using RnnMemory.Tests.Faults;
using RnnMemory.Tests.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>Files of a run that somebody removes, changes or links while it is trained or between: nothing that was computed is lost.</summary>
public sealed class RemovedFilesTests : IDisposable
{
    private static readonly string[] OneRun =
    [
        "digits", "--set", "Digits:Representations=original", "--set", "Digits:LearningRates=1e-3", "--set", "Digits:Hidden=8",
    ];

    private readonly ToyRuns runs = new();

    public void Dispose() => runs.Dispose();

    [Theory]
    [InlineData("epochs.jsonl")]
    [InlineData("spec.json")]
    [InlineData("checkpoint.bin")]
    public void File_removed_while_training_is_written_again(string file)
    {
        FinishedRun run = runs.Train(Doing(() => File.Delete(PathOf(file))));

        AssertWhole(run);
        string line = Assert.Single(runs.Notices);
        Assert.Equal($"Run 'toy/seed-0': {file} in '{runs.Folder}' was removed or changed while the run was trained; what was computed is written again.", line);
    }

    [Fact]
    public void Folder_removed_while_training_is_written_again()
    {
        FinishedRun run = runs.Train(Doing(() => Directory.Delete(runs.Folder, recursive: true)));

        AssertWhole(run);
        Assert.Contains("spec.json, checkpoint.bin, epochs.jsonl in", Assert.Single(runs.Notices));
    }

    [Fact]
    public void Whole_store_removed_while_training_is_written_again()
    {
        FinishedRun run = runs.Train(Doing(() => Directory.Delete(runs.Root, recursive: true)));

        AssertWhole(run);
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else\n")]
    public void Records_replaced_while_training_are_written_again_and_the_other_file_is_kept(string other)
    {
        FinishedRun run = runs.Train(Doing(() =>
        {
            File.Delete(PathOf("epochs.jsonl"));
            File.WriteAllText(PathOf("epochs.jsonl"), other);
        }));

        AssertWhole(run);
        Assert.Equal(other, File.ReadAllText(PathOf("epochs.damaged.jsonl")));
    }

    [Fact]
    public void Record_edited_while_training_without_a_change_of_length_is_found_at_the_end()
    {
        FinishedRun run = runs.Train(Doing(() =>
        {
            using FileStream stream = new(PathOf("epochs.jsonl"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            stream.Position = 3;
            stream.WriteByte((byte)'x');
        }));

        AssertWhole(run);
        Assert.StartsWith("{\"exoch\"", File.ReadAllText(PathOf("epochs.damaged.jsonl")));
    }

    [Fact]
    public void Records_without_a_checkpoint_are_kept_aside_before_the_run_starts_again()
    {
        string expected = ToyRuns.Bits(runs.Train());
        string records = File.ReadAllText(PathOf("epochs.jsonl"));
        Array.ForEach(["done.json", "checkpoint.bin", "checkpoint.previous.bin"], file => File.Delete(PathOf(file)));

        Assert.Equal(expected, ToyRuns.Bits(runs.Train()));

        Assert.Equal(records, File.ReadAllText(PathOf("epochs.damaged.jsonl")));
        Assert.Equal(
            "Run 'toy/seed-0': checkpoint.bin is missing, checkpoint.previous.bin is missing; kept as epochs.damaged.jsonl; it starts again from its seed.",
            Assert.Single(runs.Notices));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Target_of_a_link_keeps_its_content(bool withCheckpoints)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        runs.TrainUntil(2, 3);
        string target = Path.Combine(runs.Root, "target.jsonl");
        File.Move(PathOf("epochs.jsonl"), target);
        File.CreateSymbolicLink(PathOf("epochs.jsonl"), target);
        if (!withCheckpoints)
        {
            Array.ForEach(["checkpoint.bin", "checkpoint.previous.bin"], file => File.Delete(PathOf(file)));
        }

        string content = File.ReadAllText(target);

        AssertWhole(runs.Train());

        Assert.Equal(content, File.ReadAllText(target));
        Assert.Null(new FileInfo(PathOf("epochs.jsonl")).LinkTarget);
    }

    [Fact]
    public void Target_of_a_link_in_place_of_a_temporary_file_keeps_its_content()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        string target = Path.Combine(runs.Root, "target");
        File.WriteAllText(target, "mine");
        Directory.CreateDirectory(runs.Folder);
        File.CreateSymbolicLink(PathOf("checkpoint.bin.tmp"), target);

        AssertWhole(runs.Train());

        Assert.Equal("mine", File.ReadAllText(target));
    }

    [Fact]
    public void Checkpoint_is_there_before_the_first_update_so_that_no_kill_leaves_records_without_one()
    {
        bool isThere = false;
        RunPosition? position = null;
        ToyTask first = new()
        {
            Before = (epoch, update) =>
            {
                if ((epoch, update) == (0, 0))
                {
                    isThere = File.Exists(PathOf("checkpoint.bin"));
                    position = runs.Store.Reached(RunIdentity.Of(ToyRuns.Spec(), ToyEngine.Entry(), new ToyTask()), ToyTask.Updates);
                }
            },
        };

        AssertWhole(runs.Train(first));

        Assert.True(isThere);
        Assert.Null(position);
    }

    [Theory]
    [InlineData("epochs.jsonl")]
    [InlineData("best.bin")]
    [InlineData(".")]
    public void Process_whose_files_are_removed_while_it_trains_ends_with_a_whole_record(string removed)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "open files cannot be removed there");
        using TemporaryFolder artifacts = new();
        string[] arguments = [.. OneRun, "--set", "Digits:Epochs=200", "--artifacts", artifacts.Path];
        using CliProcess cli = new(["run", "--no-figures", .. arguments]);
        RunUnderWay run = new(artifacts.Path);
        cli.WaitUntil(() => run.Epochs().Length >= 3);
        string path = Path.Combine(Path.GetDirectoryName(run.Find("epochs.jsonl")!)!, removed).TrimEnd('.');
        cli.Signal("STOP");
        Shell.Run($"rm -rf '{path}'");
        cli.Signal("CONT");
        CliResult result = cli.Result();
        CliResult status = CommandHost.Run(["status", .. arguments]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        // A best state that is being replaced at that moment is written anyway.
        Assert.True(removed == "best.bin" || result.Output.Contains("removed or changed while the run was trained", StringComparison.Ordinal), result.Output);
        Assert.Equal(200, run.Epochs().Length);
        Assert.Contains("1 run: 1 done.", status.Output);
        Assert.NotNull(run.Find("best.bin"));
    }

    private static ToyTask Doing(Action harm) => new()
    {
        Before = (epoch, update) =>
        {
            if ((epoch, update) == (1, 2))
            {
                harm();
            }
        },
    };

    // The run on the disk, as another process finds it.
    private void AssertWhole(FinishedRun run)
    {
        using ToyRuns whole = new();
        string expected = ToyRuns.Bits(whole.Train());
        FinishedRun? found = new RunStore(runs.Root, _ => { }).Find(RunIdentity.Of(ToyRuns.Spec(), ToyEngine.Entry(), new ToyTask()));

        Assert.Equal(expected, ToyRuns.Bits(run));
        Assert.Equal(expected, found is null ? "not found" : ToyRuns.Bits(found));
        Assert.NotNull(TrainedParameters.Of(found!, KeptEpoch.Last, RunIdentity.Of(ToyRuns.Spec(), ToyEngine.Entry(), new ToyTask())));
        Assert.True(File.Exists(PathOf("spec.json")));
    }

    private string PathOf(string file) => Path.Combine(runs.Folder, file);
}
