using System.Text.RegularExpressions;
using RnnMemory.Basics;
using Xunit;

namespace RnnMemory.Tests.Cli;

/// <summary>
/// `run all --profile paper`, which is `./build.sh reproduce-all`, in a clone with the committed record and snapshots, but without MNIST and
/// without permission to download it. One small network is trained for each experiment that is not recorded.
/// </summary>
public sealed partial class RunAllTests : IDisposable
{
    private static readonly string[] Short =
    [
        "--profile", "paper", "--no-figures", "--set", "Digits:Representations=original", "--set", "Digits:LearningRates=1e-3",
        "--set", "Digits:Hidden=8", "--set", "Digits:Epochs=1", "--set", "Increment:Sizes=2x4", "--set", "Increment:Cells=gru",
        "--set", "Increment:Orders=simple", "--set", "Increment:Epochs=1", "--set", "Increment:UpdatesPerEpoch=100",
    ];

    private readonly BareRepository repository = new();

    public RunAllTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a link to a folder needs rights on Windows");
        Directory.CreateSymbolicLink(repository["expected"], Path.Combine(RepositoryRoot.Find(), "expected"));
    }

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Everything_recorded_is_shown_without_data_and_equals_what_was_accepted()
    {
        CliResult result = Run(["all", .. Short]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith("28 networks: 26 are recorded in expected/runs.\nWith the record: 2 to train, about ", result.Output);
        Assert.Matches(@"\nWithout it \(--ignore-record\): 28 to train, about \d+ h \d\d min of one core\.\n", result.Output);
        Assert.All(["Mnist", "Latency", "Damage", "Memory"], name => Assert.Equal(["26", "0", "26", "0", "0", "0"], Row(result, name)));
        Assert.All(["Increment", "Digits"], name => Assert.Equal(["1", "1", "0", "0", "0", "0"], Row(result, name)));
        Assert.All(["Mnist", "Latency", "Damage", "Memory"], name => Assert.Matches($@"\n{name} .* \d+ unchanged ", result.Output));
        Assert.Contains("Not compared with expected/: it holds for profile paper as it is; changed were Digits:Epochs = 1 (--set); Digits:Hidden = 8 (--set)", result.Output);
        Assert.DoesNotContain("CHANGED", result.Output);
        Assert.DoesNotContain("Not made", result.Output);
        Assert.All(["Mnist/Table3", "Mnist/Table4", "Latency/Table2"], name => Assert.True(File.Exists(repository[$"artifacts/{name}.txt"]), name));

        Assert.Equal(["1", "0", "0", "1", "0", "0"], Row(Run(["all", .. Short]), "Digits"));
    }

    [Fact]
    public void What_must_train_on_absent_data_is_left_out_and_named()
    {
        CliResult result = Run(["all", .. Short, "--set", "Mnist:Permutations=0,1,2,11"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(["32", "0", "26", "0", "0", "6"], Row(result, "Mnist"));
        Assert.Contains("Left out for want of data, 6 runs: MNIST is not on this machine, and RNN_MEMORY_OFFLINE forbids downloading it.", result.Output);
        Assert.Contains("\n  mnist/original-permuted-11@16@128@3e-05/seed-0\n", result.Output);
        Assert.Contains("Without 6 of 32 runs, which need a data set that is not on this machine.", File.ReadAllText(repository["artifacts/Mnist/Table3.txt"]));
    }

    [Theory]
    [InlineData("--ignore-record")]
    [InlineData("--fresh")]
    public void Training_again_is_refused_without_data(string option)
    {
        CliResult result = Run(["all", .. Short, option]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"rnn-memory: {option} trains 26 runs whose data set is missing. MNIST is not on this machine", result.Errors);
        Assert.Equal(result.Errors.Length - 1, result.Errors.IndexOf('\n'));
        Assert.False(Directory.Exists(repository["artifacts/runs"]));
    }

    [Fact]
    public void Result_that_is_not_the_accepted_one_is_named_and_ends_the_command_with_1()
    {
        string committed = Path.Combine(RepositoryRoot.Find(), "expected");
        Directory.Delete(repository["expected"]);
        Directory.CreateDirectory(repository["expected/Mnist"]);
        Directory.CreateSymbolicLink(repository["expected/runs"], Path.Combine(committed, "runs"));
        foreach ((string file, string added) in new[] { ("Table3", "!"), ("Table4", "") })
        {
            string snapshot = Path.Combine("Mnist", $"{file}_record=full-size.verified.txt");
            File.WriteAllText(repository[Path.Combine("expected", snapshot)], File.ReadAllText(Path.Combine(committed, snapshot)) + added);
        }

        CliResult result = Run(["mnist", "latency", "--profile", "paper", "--no-figures"]);

        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        Assert.Contains("CHANGED  Mnist/Table3_record=full-size.txt\n", result.Output);
        Assert.Matches(@"\nMnist .* 1 CHANGED, 1 same ", result.Output);
        Assert.Empty(Directory.GetFiles(repository["expected/Mnist"], "*.received.*"));
    }

    private CliResult Run(params IEnumerable<string> arguments) =>
        repository.Run(new Dictionary<string, string> { [HarnessEnvironment.Data] = repository["no-data"] }, ["run", .. arguments]);

    // The numbers of an experiment's row: planned, trained, recorded, stored, failed, without data.
    private static string[] Row(CliResult result, string experiment)
    {
        string summary = result.Output[result.Output.IndexOf("What was done", StringComparison.Ordinal)..];
        string row = summary.Split('\n').Single(line => line.StartsWith(experiment + " ", StringComparison.Ordinal));
        return [.. Number().Matches(row[experiment.Length..]).Take(6).Select(match => match.Value)];
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
