using System.Runtime.InteropServices;
using RnnMemory.Basics;
using RnnMemory.Runs;
using RnnMemory.Tests.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

public sealed class RunStoreTests
{
    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("/etc/evil")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData(".locks/a")]
    [InlineData("a\\b")]
    [InlineData("C:evil")]
    [InlineData("a\0b")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a/checkpoint.bin")]
    [InlineData("a.superseded-1")]
    [InlineData("a.")]
    public void Id_that_is_no_plain_path_is_refused(string id)
    {
        using ToyRuns runs = new();

        UserError error = Assert.Throws<UserError>(() => runs.Train(spec: ToyRuns.Spec(id: id)));

        Assert.StartsWith($"'{id}' is no run id: expected names like", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(runs.Root));
    }

    [Theory]
    [InlineData("increment/2x32/gru/simple@16@16@0.0003/seed-0")]
    [InlineData("mnist/transposed-permuted-2@16@128@3e-05/seed-0")]
    [InlineData("a/b=1,c_d+e/seed--1")]
    [InlineData("mnist/flattened-permuted-2147483647@2147483647@2147483647@1.2345678901234567e-05+ClipNorm=0.12345678901234568+Rho=0.91234567890123457+Hidden=12+TrainingSubset=2147483647+Engine=torch-float64/seed-18446744073709551615")]
    public void Id_of_settings_is_its_own_folder_however_long_they_are(string id)
    {
        using ToyRuns runs = new();

        FinishedRun run = runs.Train(spec: ToyRuns.Spec(id: id));

        Assert.Equal(Path.Combine(runs.Root, id.Replace('/', Path.DirectorySeparatorChar)), run.Folder);
    }

    [Fact]
    public void Root_below_a_file_is_one_clear_line()
    {
        using ToyRuns runs = new();
        string file = Path.Combine(runs.Root, "file");
        File.WriteAllText(file, "");

        UserError error = Assert.Throws<UserError>(() => Train(Path.Combine(file, "runs")));

        Assert.StartsWith($"Cannot keep runs in '{Path.Combine(file, "runs")}': ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("or choose another folder with --set Artifacts=FOLDER.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Read_only_root_is_one_clear_line()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            Assert.Skip("needs a user whom file modes bind");
            return;
        }

        using ToyRuns runs = new();
        string root = Directory.CreateDirectory(Path.Combine(runs.Root, "closed")).FullName;
        File.SetUnixFileMode(root, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        UserError error = Assert.Throws<UserError>(() => Train(root));

        Assert.StartsWith($"Cannot keep runs in '{root}': ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spec_file_names_settings_numerics_and_environment()
    {
        using ToyRuns runs = new();
        runs.Train();

        StoredSpec stored = StoredSpec.Read(Path.Combine(runs.Folder, "spec.json"))!;

        Assert.Equal(("toy 1", "generated", 0.01), (stored.Numerics, stored.DataHash, stored.Spec.Optimizer.LearningRate));
        Stint stint = Assert.Single(stored.Trained);
        Assert.Equal((0, 0, "toy"), (stint.FromEpoch, stint.FromUpdate, stint.By.Engine));
        Assert.Equal(RuntimeInformation.FrameworkDescription, stint.By.Runtime);
        Assert.NotEmpty(stint.By.Cpu);
    }

    [Fact]
    public void Run_resumed_by_another_engine_names_both()
    {
        using ToyRuns runs = new();
        runs.TrainUntil(1, 2);

        RunExecution.Execute(
            ToyRuns.Spec() with { Engine = "other" }, new ToyTask(), ToyEngine.Entry("other"), runs.Store, null, false, TestContext.Current.CancellationToken);

        StoredSpec stored = StoredSpec.Read(Path.Combine(runs.Folder, "spec.json"))!;
        Assert.Equal([(0, 0, "toy"), (1, 2, "other")], stored.Trained.Select(stint => (stint.FromEpoch, stint.FromUpdate, stint.By.Engine)));
    }

    [Fact]
    public void Look_shows_a_run_under_way()
    {
        using ToyRuns runs = new();
        Assert.Equal(0, runs.Store.Look("toy/seed-0").Epochs);
        RunSummary? seen = null;

        runs.Train(new ToyTask
        {
            Before = (epoch, update) =>
            {
                if ((epoch, update) == (2, 0))
                {
                    seen = runs.Store.Look("toy/seed-0");
                }
            },
        });

        Assert.Equal((null, 2, 1), (seen!.Outcome, seen.Epochs, seen.Last!.Epoch));
        Assert.Equal($"process {Environment.ProcessId} on {Environment.MachineName}", seen.Owner);
        RunSummary after = runs.Store.Look("toy/seed-0");
        Assert.Equal((RunOutcome.Completed, 3, null), (after.Outcome, after.Epochs, after.Owner));
    }

    private static void Train(string root) => RunExecution.Execute(
        ToyRuns.Spec(), new ToyTask(), ToyEngine.Entry(), new RunStore(root), null, false, TestContext.Current.CancellationToken);
}
