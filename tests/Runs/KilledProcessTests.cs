using RnnMemory.Engines;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Tests.Cli;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>Real processes that train real runs and are stopped or compete for the same run.</summary>
public sealed class KilledProcessTests : IDisposable
{
    // Minibatches: hours of training, so that a signal never comes too late.
    private const int Endless = 1_000_000_000;

    private readonly DirectoryInfo artifacts = Directory.CreateTempSubdirectory("rnn-memory-kill-");
    private readonly ToyRuns here = new();
    private readonly RunUnderWay run;

    public KilledProcessTests() => run = new RunUnderWay(artifacts.FullName);

    public void Dispose()
    {
        artifacts.Delete(recursive: true);
        here.Dispose();
    }

    [Fact]
    public void Terminated_process_saves_within_the_epoch_and_goes_on_from_there()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        TrainingState early = Terminate();
        TrainingState state = Terminate();
        Assert.InRange(early.Update, 1, state.Update - 1);

        EpochRecord uninterrupted = Train(Spec with { Task = (IncrementTaskSpec)Spec.Task with { UpdatesPerEpoch = state.Update } }).Last;
        Assert.Equal(uninterrupted.StateHash, TrainingHashes.OfState(state.Parameters, state.Slots, 1, state.Update));
        Assert.Equal(uninterrupted.Loss, state.LossSum / state.Outputs);
    }

    [Fact]
    public void Two_processes_that_start_at_once_train_a_run_once()
    {
        using CliProcess one = Start(epochs: 6, updates: 4_000);
        using CliProcess two = Start(epochs: 6, updates: 4_000);
        CliResult[] results = [one.Result(), two.Result()];

        Assert.All(results, result => Assert.Equal((0, ""), (result.ExitCode, result.Errors)));
        Assert.Single(results, result => result.Output.Contains("trained  ", StringComparison.Ordinal));
        AssertEqualsUninterrupted();
    }

    // The state of a process that was asked to stop in the middle of an endless epoch.
    private TrainingState Terminate()
    {
        using CliProcess process = Start(epochs: 1, Endless);
        process.WaitUntil(() => run.Find("*.owner") is not null);

        // Several times the time from there to the first minibatch.
        process.WaitForWork(TimeSpan.FromSeconds(0.7));
        process.Signal("TERM");
        CliResult stopped = process.Result();
        Assert.True(stopped.ExitCode == 143, stopped.Output + stopped.Errors);
        Assert.Empty(run.Epochs());
        return Checkpoint.Decode(File.ReadAllBytes(run.Find("checkpoint.bin")!), Identity, Endless).State;
    }

    private CliProcess Start(int epochs, int updates) => new(
    [
        "run", "Increment", "--plain", "--no-figures", "--artifacts", artifacts.FullName, "--workers", "1",
        .. Set("Sizes=2x8"), .. Set("Cells=lstm"), .. Set("Orders=complicated"), .. Set($"Epochs={epochs}"), .. Set($"UpdatesPerEpoch={updates}"),
    ]);

    private static string[] Set(string setting) => ["--set", $"Increment:{setting}"];

    private RunSpec Spec => StoredSpec.Read(run.Find("spec.json")!)!.Spec;

    private RunIdentity Identity => RunIdentity.Of(Spec, Engine, Spec.Task.Open(Spec.Seed));

    private EngineEntry Engine => EngineCatalog.Known[Spec.Engine];

    private FinishedRun Train(RunSpec spec) => RunExecution.Execute(
        spec, spec.Task.Open(spec.Seed), Engine, here.Store, null, false, TestContext.Current.CancellationToken);

    private void AssertEqualsUninterrupted()
    {
        FinishedRun parted = new RunStore(Path.Combine(artifacts.FullName, "runs"), Assert.Fail).Find(Identity)!;
        FinishedRun uninterrupted = Train(Spec);

        Assert.Equal(ToyRuns.Bits(uninterrupted), ToyRuns.Bits(parted));
        Assert.Equal(Payload(uninterrupted), Payload(parted));

        // Parameters and accumulators, before the hash.
        byte[] Payload(FinishedRun run) => File.ReadAllBytes(Path.Combine(run.Folder, "checkpoint.bin"))[^(Bytes() + 32)..^32];
        int Bytes() => 2 * sizeof(float) * Spec.Model.ParameterCount;
    }
}
