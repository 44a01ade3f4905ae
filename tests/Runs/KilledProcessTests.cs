using System.Diagnostics;
using RnnMemory.Engines;
using RnnMemory.Runs;
using RnnMemory.Tests.Cli;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>Real processes that train real runs and are stopped or get into each other's way.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo artifacts = Directory.CreateTempSubdirectory("rnn-memory-kill-");

    private string Runs => Path.Combine(artifacts.FullName, "runs");

    public void Dispose() => artifacts.Delete(recursive: true);

    [Fact]
    public void Terminated_process_saves_within_the_epoch_and_goes_on_from_there()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        using CliProcess first = Start(epochs: 2, updates: 36_000);
        WaitFor(() => Lines().Count == 1);
        Thread.Sleep(50);
        first.Signal("TERM");

        CliResult stopped = first.Result();
        Assert.True(stopped.ExitCode == 143, stopped.Output + stopped.Errors);
        Assert.Single(Lines());
        using CliProcess last = Start(epochs: 2, updates: 36_000);
        Assert.Equal(0, last.Result().ExitCode);

        AssertEqualsUninterrupted();
    }

    [Fact]
    public void Two_processes_that_start_at_once_train_a_run_once()
    {
        using CliProcess one = Start();
        using CliProcess two = Start();
        CliResult[] results = [one.Result(), two.Result()];

        Assert.Contains(results, result => result.ExitCode == 0);
        Assert.All(results, result => Assert.True(
            result.ExitCode == 0 || (result.Output + result.Errors).Contains("is being trained by process", StringComparison.Ordinal),
            result.Output + result.Errors));
        AssertEqualsUninterrupted();
    }

    private CliProcess Start(int epochs = 12, int updates = 6_000) => new(
    [
        "run", "Increment", "--plain", "--artifacts", artifacts.FullName, "--workers", "1",
        .. Set("Sizes=2x8"), .. Set("Cells=lstm"), .. Set("Orders=complicated"), .. Set($"Epochs={epochs}"), .. Set($"UpdatesPerEpoch={updates}"),
    ]);

    private static string[] Set(string setting) => ["--set", $"Increment:{setting}"];

    private void AssertEqualsUninterrupted()
    {
        string folder = Folder()!;
        StoredSpec stored = StoredSpec.Read(Path.Combine(folder, "spec.json"))!;
        EngineEntry engine = EngineCatalog.Known[stored.Spec.Engine];
        RunIdentity identity = RunIdentity.Of(stored.Spec, engine, stored.Spec.Task.Open(stored.Spec.Seed));
        FinishedRun parted = new RunStore(Runs, Assert.Fail).Find(identity)!;
        using ToyRuns whole = new();

        FinishedRun uninterrupted = RunExecution.Execute(
            stored.Spec, stored.Spec.Task.Open(stored.Spec.Seed), engine, whole.Store, null, false, TestContext.Current.CancellationToken);

        Assert.Equal(ToyRuns.Bits(uninterrupted), ToyRuns.Bits(parted));
        byte[] Payload(FinishedRun run) => File.ReadAllBytes(Path.Combine(run.Folder, "checkpoint.bin"))[^((2 * sizeof(float) * stored.Spec.Model.ParameterCount) + 32)..^32];
        Assert.Equal(Payload(uninterrupted), Payload(parted));
    }

    private string? Folder() => Directory.Exists(Runs)
        ? Path.GetDirectoryName(Directory.EnumerateFiles(Runs, "epochs.jsonl", SearchOption.AllDirectories).SingleOrDefault())
        : null;

    // Whole lines only: a line may be half written at the moment.
    private List<string> Lines()
    {
        if (Folder() is not { } folder)
        {
            return [];
        }

        using StreamReader reader = new(new FileStream(
            Path.Combine(folder, "epochs.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return [.. reader.ReadToEnd().Split('\n')[..^1]];
    }

    private static void WaitFor(Func<bool> condition)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Patience, $"nothing happened within {Patience}");
            Thread.Sleep(10);
        }
    }
}
