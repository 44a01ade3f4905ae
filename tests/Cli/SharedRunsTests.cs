using RnnMemory.Tests.Runs;
using Xunit;

namespace RnnMemory.Tests.Cli;

/// <summary>Two commands at once that need the same run.</summary>
public sealed class SharedRunsTests : IDisposable
{
    private readonly string artifacts = Directory.CreateTempSubdirectory("rnn-memory artifacts ").FullName;

    public void Dispose() => Directory.Delete(artifacts, recursive: true);

    [Fact]
    public void Second_command_waits_for_the_first_and_shows_the_same_table()
    {
        using CliProcess first = Start(epochs: 8);
        first.WaitUntil(() => new RunUnderWay(artifacts).Find("*.owner") is not null);

        // On a busy machine the first could be done before the second has started.
        Pause(first, "STOP");
        using CliProcess second = Start(epochs: 8);
        second.WaitForOutput("waiting for it");
        Pause(first, "CONT");

        CliResult trained = first.Result(), waited = second.Result();

        Assert.Equal((0, ""), (trained.ExitCode, trained.Errors));
        Assert.Equal((0, ""), (waited.ExitCode, waited.Errors));
        Assert.Matches("Run 'increment/2x8/gru/.*' is being trained by process [0-9]+ on .*; waiting for it. Ctrl-C ends the waiting.\n", waited.Output);
        Assert.DoesNotContain("trained  ", waited.Output, StringComparison.Ordinal);
        Assert.Equal(Table(trained), Table(waited));
    }

    [Fact]
    public void Command_that_waits_is_stopped_by_a_signal_and_goes_on_when_the_other_is_stopped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are POSIX");
        using CliProcess first = Start(epochs: 1_000_000);
        first.WaitUntil(() => new RunUnderWay(artifacts).Epochs().Length > 0);
        using CliProcess stopped = Start(epochs: 1_000_000);
        using CliProcess successor = Start(epochs: 1_000_000);
        stopped.WaitForOutput("waiting for it");
        stopped.Signal("INT");
        Assert.Equal(130, stopped.Result().ExitCode);

        first.Signal("TERM");
        Assert.Equal(143, first.Result().ExitCode);
        int before = new RunUnderWay(artifacts).Epochs().Length;
        successor.WaitUntil(() => new RunUnderWay(artifacts).Epochs().Length > before);
        successor.Signal("TERM");

        Assert.Equal(143, successor.Result().ExitCode);
    }

    private static void Pause(CliProcess process, string signal)
    {
        if (!OperatingSystem.IsWindows())
        {
            process.Signal(signal);
        }
    }

    private CliProcess Start(int epochs) => new(
    [
        "run", "increment", "--plain", "--no-figures", "--artifacts", artifacts, "--set", "Increment:Sizes=2x8", "--set", "Increment:Cells=gru",
        "--set", "Increment:Orders=simple", "--set", $"Increment:Epochs={epochs}", "--set", "Increment:UpdatesPerEpoch=4000",
        "--set", "Increment:Holdout=400", "--set", "Increment:CurveHoldout=100",
    ]);

    private static string Table(CliResult result) => result.Output[result.Output.IndexOf("Increment task", StringComparison.Ordinal)..];
}
