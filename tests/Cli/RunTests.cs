using System.Globalization;
using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Tests.Runs;
using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class RunTests(RunTests.Trained trained) : IClassFixture<RunTests.Trained>, IDisposable
{
    private static readonly string[] Tiny =
    [
        "--set", "Increment:Sizes=2x4", "--set", "Increment:Cells=gru", "--set", "Increment:Epochs=2", "--set", "Increment:UpdatesPerEpoch=200",
    ];

    // More epochs than ever pass: it is always stopped in the middle, however late a busy machine delivers the signal.
    private static readonly string[] Endless = [.. OneRun, "--set", "Increment:Epochs=1000000"];

    private static string[] OneRun =>
    [
        "--set", "Increment:Sizes=2x4", "--set", "Increment:Cells=gru", "--set", "Increment:Orders=simple",
        "--set", "Increment:UpdatesPerEpoch=1000",
    ];

    private readonly string artifacts = Directory.CreateTempSubdirectory("rnn-memory artifacts ").FullName;

    [Fact]
    public void Run_trains_prints_the_table_and_leaves_the_files_that_it_names()
    {
        CliResult result = trained.First;

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("(2 of 2)", result.Output, StringComparison.Ordinal);
        Assert.Contains("Not the settings of profile quick: Increment:Cells = gru", result.Output, StringComparison.Ordinal);
        string folder = Path.GetFileName(trained.Artifacts);
        string[] files = [.. result.Output.Split('\n').Where(line => line.Contains(folder, StringComparison.Ordinal))];
        Assert.Contains(files, file => file.EndsWith("Table.txt", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("Figure2x4.png", StringComparison.Ordinal));
        Assert.All(files, file => Assert.True(new FileInfo(Path.Combine(RepositoryRoot.Find(), file)).Length > 0, file));
    }

    [Fact]
    public void Line_of_a_trained_run_shows_the_accuracy_in_its_record()
    {
        string[] records = Directory.GetFiles(Path.Combine(trained.Artifacts, "runs"), "epochs.jsonl", SearchOption.AllDirectories);
        IEnumerable<string> recorded = records.Select(path =>
            JsonDocument.Parse(File.ReadLines(path).Last()).RootElement.GetProperty("accuracy").GetDouble().ToString("0.0000", CultureInfo.InvariantCulture));

        IEnumerable<string> shown = trained.First.Output.Split('\n').Where(line => line.StartsWith("trained", StringComparison.Ordinal))
            .Select(line => line.Split("acc ")[1].Split(' ')[0]);

        Assert.Equal(2, records.Length);
        Assert.Equal(recorded.Order(), shown.Order());
    }

    [Fact]
    public void Second_run_takes_everything_from_the_store_and_fresh_trains_again()
    {
        CliResult second = trained.Run();
        CliResult fresh = trained.Run("--fresh");

        Assert.DoesNotContain("trained", second.Output, StringComparison.Ordinal);
        Assert.Contains("(2 of 2)", fresh.Output, StringComparison.Ordinal);
        Assert.Equal(Table(trained.First), Table(second));
        Assert.Equal(Table(trained.First), Table(fresh));
    }

    [Fact]
    public void Status_tells_done_from_not_started()
    {
        string[] wider = [.. Tiny, "--set", "Increment:Cells=gru,lstm"];

        CliResult result = CommandHost.Run(["status", "increment", "--artifacts", trained.Artifacts, .. wider]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("4 runs: 2 done, 2 not started.", result.Output, StringComparison.Ordinal);
        Assert.Contains("400/400", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Status_without_a_name_shows_every_experiment_and_downloads_nothing()
    {
        CliResult result = CommandHost.Run(
            ["status", "--artifacts", artifacts, .. Tiny, "--set", "Mnist:DataSet=nowhere", "--set", "Mnist:Files=a,b,c,d"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("increment/", result.Output, StringComparison.Ordinal);
        Assert.Contains("nowhere/...", result.Output, StringComparison.Ordinal);
        Assert.Contains("26 without data", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Status_of_a_run_under_other_settings_is_not_started()
    {
        CliResult result = CommandHost.Run(["status", "increment", "--artifacts", trained.Artifacts, .. Tiny, "--seed", "1"]);

        Assert.Contains("2 runs: 2 not started.", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("KILL", 137)]
    public void Stopped_run_goes_on_to_the_bits_of_one_that_was_never_stopped(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are POSIX");
        CliResult stopped = Stop(signal, epochs: 2);
        string[] before = new RunUnderWay(artifacts).Epochs();
        string status = CommandHost.Run(["status", "increment", "--artifacts", artifacts, .. Endless]).Output;
        CliResult again = Stop("TERM", epochs: before.Length + 1);
        string[] after = new RunUnderWay(artifacts).Epochs();

        Assert.Equal((exitCode, ""), (stopped.ExitCode, stopped.Errors));
        CliResult[] asked = signal == "KILL" ? [again] : [stopped, again];
        Assert.All(asked, result =>
            Assert.Contains("The same command goes on: ./rnn-memory run increment --artifacts", result.Output, StringComparison.Ordinal));

        Assert.Contains("1 run: 1 partly done.", status, StringComparison.Ordinal);
        Assert.Equal(143, again.ExitCode);

        // Equal to the wall times: these epochs were not trained again. A kill may take the last one's checkpoint.
        Assert.Equal(before[..^1], after[..(before.Length - 1)]);
        Assert.Equal(NeverStopped(after.Length), after.Select(StateHash));
    }

    public void Dispose() => Directory.Delete(artifacts, recursive: true);

    // Stops the endless run when it has that many epochs or more.
    private CliResult Stop(string signal, int epochs)
    {
        using CliProcess cli = new(["run", "increment", "--artifacts", artifacts, .. Endless]);
        RunUnderWay run = new(artifacts);
        cli.WaitUntil(() => run.Epochs().Length >= epochs);
        cli.Signal(signal);
        return cli.Result();
    }

    private IEnumerable<string> NeverStopped(int epochs)
    {
        string folder = Path.Combine(artifacts, "never-stopped");
        CliResult run = CommandHost.Run(["run", "increment", "--no-figures", "--artifacts", folder, .. OneRun, "--set", $"Increment:Epochs={epochs}"]);
        Assert.Equal(0, run.ExitCode);
        return new RunUnderWay(folder).Epochs().Select(StateHash);
    }

    private static string StateHash(string epoch) => JsonDocument.Parse(epoch).RootElement.GetProperty("stateHash").GetString()!;

    private static string Table(CliResult result) => result.Output[result.Output.IndexOf("Increment task", StringComparison.Ordinal)..];

    /// <summary>Two runs that are trained when the first test asks; what the tests do leaves them as they are.</summary>
    public sealed class Trained : IDisposable
    {
        public Trained() => First = Run();

        internal string Artifacts { get; } = Directory.CreateTempSubdirectory("rnn-memory artifacts ").FullName;

        internal CliResult First { get; }

        public void Dispose() => Directory.Delete(Artifacts, recursive: true);

        internal CliResult Run(params IEnumerable<string> more) =>
            CommandHost.Run(["run", "increment", "--artifacts", Artifacts, .. Tiny, .. more]);
    }
}
