using RnnMemory.Engines;
using RnnMemory.Runs;
using RnnMemory.Tests.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Cli;

/// <summary>What a real process does when it is asked to stop.</summary>
public sealed class StopSignalsTests : IDisposable
{
    private static readonly string[] OneRun =
        [.. Set("Sizes=2x8"), .. Set("Cells=gru"), .. Set("Orders=simple"), .. Set("Epochs=1000000")];

    private readonly string artifacts = Directory.CreateTempSubdirectory("rnn-memory artifacts ").FullName;

    public StopSignalsTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are POSIX");

    public void Dispose() => Directory.Delete(artifacts, recursive: true);

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [InlineData("QUIT", 131)]
    public void Every_signal_that_asks_a_process_to_stop_saves_the_epoch_under_way(string signal, int exitCode)
    {
        using CliProcess process = Start(Set("UpdatesPerEpoch=1000000000"));
        process.WaitUntil(() => Run.Find("*.owner") is not null);
        process.WaitForWork(TimeSpan.FromSeconds(0.7));
        process.Signal(signal);

        CliResult stopped = process.Result();

        Assert.Equal((exitCode, ""), (stopped.ExitCode, stopped.Errors));
        Assert.Contains("what was under way is saved", stopped.Output);
        Assert.InRange(Saved(1_000_000_000).Update, 1, 1_000_000_000);
    }

    [Fact]
    public void Process_that_is_told_to_ignore_the_end_of_its_terminal_goes_on()
    {
        using CliProcess process = Start(Set("UpdatesPerEpoch=1000"), ignoreHangup: true);
        process.WaitUntil(() => Run.Epochs().Length >= 1);
        process.Signal("HUP");
        int before = Run.Epochs().Length;
        process.WaitUntil(() => Run.Epochs().Length >= before + 2);
        process.Signal("TERM");

        Assert.Equal(143, process.Result().ExitCode);
    }

    [Fact]
    public void Long_evaluation_is_interrupted_and_its_updates_are_kept()
    {
        const int updates = 20;
        using CliProcess process = Start(
            [.. Set($"UpdatesPerEpoch={updates}"), .. Set("Sizes=2x32"), .. Set("Holdout=3000000"), .. Set("CurveEvery=1000000"), .. Set("CurveAlsoAt=1")]);
        process.WaitUntil(() => Run.Find("*.owner") is not null);
        process.WaitForWork(TimeSpan.FromSeconds(2));
        process.Signal("TERM");

        CliResult stopped = process.Result();

        Assert.Equal((143, ""), (stopped.ExitCode, stopped.Errors));
        Assert.InRange(Saved(updates).Update, 1, updates);
        Assert.Empty(Run.Epochs());
    }

    [Fact]
    public void State_that_cannot_be_saved_is_told_and_nothing_is_said_to_be_saved()
    {
        using CliProcess process = Start(Set("UpdatesPerEpoch=1000000000"));
        process.WaitUntil(() => Run.Find("checkpoint.bin") is not null);
        process.Signal("STOP");
        string folder = Path.GetDirectoryName(Run.Find("checkpoint.bin")!)!;
        Directory.Move(folder, folder + ".aside");
        File.WriteAllText(folder, "no folder can be here");
        process.Signal("TERM");
        process.Signal("CONT");

        CliResult stopped = process.Result();

        Assert.Equal(1, stopped.ExitCode);
        Assert.StartsWith("rnn-memory: Cannot keep runs in '", stopped.Errors);
        Assert.Contains("Stopped with 0 of 1 runs done. The same command goes on", stopped.Output);
    }

    private RunUnderWay Run => new(artifacts);

    private static string[] Set(string setting) => ["--set", $"Increment:{setting}"];

    private CliProcess Start(string[] settings, bool ignoreHangup = false) =>
        new(["run", "increment", "--plain", "--no-figures", "--artifacts", artifacts, .. OneRun, .. settings], ignoreHangup: ignoreHangup);

    private TrainingState Saved(int updatesPerEpoch)
    {
        RunSpec spec = StoredSpec.Read(Run.Find("spec.json")!)!.Spec;
        return Checkpoint.Decode(
            File.ReadAllBytes(Run.Find("checkpoint.bin")!), RunIdentity.Of(spec, EngineCatalog.Known[spec.Engine]), updatesPerEpoch).State;
    }
}
