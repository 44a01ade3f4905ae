using System.Diagnostics;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Runs;
using Xunit;

namespace RnnMemory.Tests.Experiments;

/// <summary>The process in which `dotnet test` runs the experiments, when `dotnet test` is stopped.</summary>
public sealed class StoppedTestRunTests : IDisposable
{
    private readonly string artifacts = Directory.CreateTempSubdirectory("rnn-memory artifacts ").FullName;

    public StoppedTestRunTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are POSIX");

    public void Dispose() => Directory.Delete(artifacts, recursive: true);

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Signal_makes_it_save_and_end(string signal, int exitCode)
    {
        using CliProcess tests = new(["-trait", "Experiment=Increment"], Endless, program: Program);
        tests.WaitUntil(() => Run.Epochs().Length > 0);
        tests.Signal(signal);

        CliResult stopped = tests.Result();

        Assert.Equal(exitCode, stopped.ExitCode);
        AssertSaved();
    }

    [Fact]
    public void End_of_the_process_that_started_it_makes_it_save_and_end()
    {
        ProcessStartInfo start = new("sh", ["-c", $"dotnet '{Path.Combine(AppContext.BaseDirectory, Program)}' -trait Experiment=Increment > /dev/null 2>&1 & echo $!; wait"])
        {
            RedirectStandardOutput = true,
        };
        foreach ((string name, string value) in Endless)
        {
            start.Environment[name] = value;
        }

        using Process parent = Process.Start(start)!;
        using Process tests = Process.GetProcessById(int.Parse(parent.StandardOutput.ReadLine()!, System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            Assert.True(SpinWait.SpinUntil(() => Run.Epochs().Length > 0, TimeSpan.FromMinutes(2)));
            parent.Kill();

            Assert.True(SpinWait.SpinUntil(() => Run.Find("*.owner") is null, TimeSpan.FromMinutes(1)), "It trains on although nobody waits for it.");
            AssertSaved();
        }
        finally
        {
            tests.Kill();
        }
    }

    private const string Program = "RnnMemory.Experiments.dll";

    private RunUnderWay Run => new(artifacts);

    private Dictionary<string, string> Endless => new()
    {
        ["RNN_MEMORY__Artifacts"] = artifacts,
        ["RNN_MEMORY__Increment__Epochs"] = "1000000",
        ["RNN_MEMORY__Increment__UpdatesPerEpoch"] = "2000",
        ["RNN_MEMORY__Increment__Sizes"] = "2x4",
        ["RNN_MEMORY__Increment__Cells"] = "gru",
        ["RNN_MEMORY__Increment__Orders"] = "simple",
    };

    private void AssertSaved()
    {
        Assert.Null(Run.Find("*.owner"));
        Assert.NotNull(Run.Find("checkpoint.bin"));
        CliResult status = CommandHost.Run(
        [
            "status", "increment", "--artifacts", artifacts, "--set", "Increment:Epochs=1000000", "--set", "Increment:UpdatesPerEpoch=2000",
            "--set", "Increment:Sizes=2x4", "--set", "Increment:Cells=gru", "--set", "Increment:Orders=simple",
        ]);
        Assert.Contains("1 run: 1 partly done.", status.Output);
    }
}
