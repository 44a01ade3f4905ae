using RnnMemory.Checks.Outcomes;
using RnnMemory.Runs;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Data;
using RnnMemory.Tests.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>Two writers of one run: the one that came first was thought dead, or the file system has no locks.</summary>
public sealed class FenceTests : IDisposable
{
    private readonly ToyRuns runs = new();

    private string LockPath => Path.Combine(runs.Root, ".locks", "toy", "seed-0");

    public void Dispose() => runs.Dispose();

    [Fact]
    public void Older_writer_is_refused_and_changes_nothing_of_the_newer_ones_files()
    {
        const string theirs = "the newer writer's\n";
        SortedDictionary<string, string> taken = [];

        Assert.Throws<RunBusyException>(() => runs.Train(TakenOver(theirs, () => taken = Files())));

        Assert.Equal(taken, Files());
        Assert.Equal(theirs, File.ReadAllText(Path.Combine(runs.Folder, "checkpoint.bin")));
        Assert.Equal(
            "Run 'toy/seed-0' was taken over by another process while this process gave no sign of life (token 2, here 1): nothing more is written from here; waiting for the other.",
            Assert.Single(runs.Notices));
    }

    [Fact]
    public void Older_writer_leaves_the_newer_ones_name_beside_the_lock()
    {
        LockOwner other = new("elsewhere", 1, DateTime.UtcNow);

        Assert.Throws<RunBusyException>(() => runs.Train(TakenOver("", () => other.Write(LockPath + ".owner"))));

        Assert.Equal(other, LockOwner.Read(LockPath + ".owner"));
    }

    // Between two steps of a write the newer writer has made, for example, a file that the older one had just removed to make it itself.
    [Fact]
    public void Write_that_fails_for_any_reason_after_a_takeover_is_refused_as_taken_over()
    {
        using RunFence fence = Raised();

        Assert.Throws<RunBusyException>(() => fence.Write(() =>
        {
            RunToken.Claim(LockPath);
            Directory.Delete(fence.Staging);
            throw new IOException("The file exists.");
        }));
    }

    [Fact]
    public void Write_that_fails_without_a_takeover_fails_at_once()
    {
        using RunFence fence = Raised();
        int times = 0;

        IOException error = Assert.Throws<IOException>(() => fence.Write(() =>
        {
            times++;
            throw new IOException("No space left on device.");
        }));

        Assert.Equal((1, "No space left on device."), (times, error.Message));
    }

    [Fact]
    public void Folder_of_a_killed_writer_is_removed_by_the_next()
    {
        string left = Directory.CreateDirectory(Path.Combine(runs.Folder, ".writing-7")).FullName;
        File.WriteAllText(Path.Combine(left, "spec.json.tmp"), "{");

        runs.Train();

        Assert.False(Directory.Exists(left));
        Assert.DoesNotContain(Directory.GetDirectories(runs.Folder), RunFence.IsStaging);
        Assert.Empty(runs.Notices);
    }

    [Fact]
    public void Token_grows_with_every_holder_and_leaves_one_file()
    {
        runs.Train();
        runs.Train(fresh: true);
        runs.Train(fresh: true);

        Assert.Equal(3, RunToken.Highest(LockPath));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(LockPath)!, "*.token"));
    }

    [Fact]
    public void No_token_is_claimed_twice_however_many_claim_at_once()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(LockPath)!);
        List<int> claimed = [];

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            if (RunToken.Claim(LockPath) is { } token)
            {
                lock (claimed)
                {
                    claimed.Add(token);
                }
            }
        });

        Assert.NotEmpty(claimed);
        Assert.Equal(claimed.Distinct().Order(), claimed.Order());
        Assert.Equal(claimed.Max(), RunToken.Highest(LockPath));
    }

    [Fact]
    public void Number_below_the_highest_cannot_be_claimed_although_its_file_is_gone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(LockPath)!);
        Assert.True(RunToken.TryClaim(LockPath, 5));

        Assert.False(RunToken.TryClaim(LockPath, 4));

        Assert.Equal(5, RunToken.Highest(LockPath));
    }

    // .NET locks no files under this variable, as on a file system without locks; the first process's name says that it runs on another
    // machine, from which nothing has been heard for ten minutes.
    [Fact]
    public void Paused_process_whose_run_was_taken_over_waits_for_the_other_and_both_have_the_undisturbed_bits()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are POSIX");
        using TemporaryFolder undisturbed = new(), shared = new();
        using CliProcess reference = Start(undisturbed.Path);
        Assert.Equal(0, reference.Result().ExitCode);
        RunUnderWay run = new(shared.Path);

        using CliProcess first = Start(shared.Path);
        first.WaitUntil(() => run.Epochs().Length >= 2);
        first.Signal("STOP");
        string owner = run.Find("*.owner")!;
        File.WriteAllText(owner, File.ReadAllText(owner).Replace(Environment.MachineName, "elsewhere", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(owner, DateTime.UtcNow.AddMinutes(-10));
        int before = run.Epochs().Length;
        using CliProcess second = Start(shared.Path);
        second.WaitUntil(() => run.Epochs().Length > before);
        second.Signal("STOP");
        first.Signal("CONT");
        second.Signal("CONT");
        CliResult taken = second.Result(), refused = first.Result();

        Assert.Equal((0, ""), (taken.ExitCode, taken.Errors));
        Assert.Equal((0, ""), (refused.ExitCode, refused.Errors));
        Assert.Matches("was taken over by process [0-9]+ on .* \\(token 2, here 1\\)", refused.Output);
        Assert.Empty(ArtifactsContent.Differences(ArtifactsContent.Of(undisturbed.Path), ArtifactsContent.Of(shared.Path)));
    }

    private RunFence Raised()
    {
        Directory.CreateDirectory(runs.Folder);
        RunFence fence = new(RunLock.Acquire(LockPath, "toy/seed-0"), runs.Folder);
        fence.Raise();
        return fence;
    }

    private static CliProcess Start(string artifacts) => new(
        [
            "run", "increment", "--plain", "--no-figures", "--artifacts", artifacts, "--set", "Increment:Sizes=2x8", "--set", "Increment:Cells=gru",
            "--set", "Increment:Orders=simple", "--set", "Increment:Epochs=20", "--set", "Increment:UpdatesPerEpoch=3000",
            "--set", "Increment:Holdout=400", "--set", "Increment:CurveHoldout=100",
        ],
        new Dictionary<string, string> { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" });

    // Does in the middle of the training what another process does that takes the run over.
    private ToyTask TakenOver(string checkpoint, Action then)
    {
        bool isDone = false;
        return new ToyTask
        {
            Before = (epoch, update) =>
            {
                if (!isDone && (epoch, update) == (1, 1))
                {
                    isDone = true;
                    Assert.Equal(2, RunToken.Claim(LockPath));
                    File.Delete(LockPath + ".owner");
                    Directory.Delete(Path.Combine(runs.Folder, ".writing-1"), recursive: true);
                    File.WriteAllText(Path.Combine(runs.Folder, "checkpoint.bin"), checkpoint);
                    File.Delete(Path.Combine(runs.Folder, "epochs.jsonl"));
                    then();
                }
            },
        };
    }

    private SortedDictionary<string, string> Files() => new(
        Directory.GetFiles(runs.Folder, "*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllText), StringComparer.Ordinal);
}
