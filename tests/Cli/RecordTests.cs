using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class RecordTests : IDisposable
{
    private readonly BareRepository repository = BareRepository.WithTinyRuns();

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Recorded_runs_are_read_by_a_clone_that_has_trained_nothing()
    {
        CliResult recorded = repository.OnTiny("record", "--reason", "for every clone");
        Directory.Delete(repository["artifacts"], recursive: true);

        CliResult read = repository.OnTiny("run");

        Assert.Equal((0, ""), (recorded.ExitCode, recorded.Errors));
        Assert.EndsWith("2 recorded, 0 recorded before, 0 of 2 not finished.\n", recorded.Output);
        Assert.Contains("for every clone", File.ReadAllText(repository["expected/CHANGES.md"]));
        Assert.True(File.Exists(Path.Combine(repository["expected/runs"], BareRepository.TinyRun, "best.bin")));
        Assert.DoesNotContain("trained", read.Output[..read.Output.IndexOf("Table 3", StringComparison.Ordinal)]);
        Assert.Equal(Table(BareRepository.OutputOfTinyRuns), Table(read.Output));
        Assert.Contains("2 runs: 2 done.", repository.OnTiny("status").Output);
        Assert.Equal(0, repository.Run("export", BareRepository.TinyRun, "--to", "model.npz").ExitCode);
    }

    [Fact]
    public void Runs_that_are_not_finished_are_counted_and_nothing_is_recorded_without_any()
    {
        string[] markers = Directory.GetFiles(repository["artifacts/runs"], "done.json", SearchOption.AllDirectories);
        byte[] marker = File.ReadAllBytes(markers[0]);
        Array.ForEach(markers, File.Delete);
        CliResult nothing = repository.OnTiny("record", "--reason", "too early");
        File.WriteAllBytes(markers[0], marker);
        CliResult one = repository.OnTiny("record", "--reason", "one of two");

        Assert.Equal(2, nothing.ExitCode);
        Assert.StartsWith("rnn-memory: None of 2 runs is finished", nothing.Errors);
        Assert.EndsWith("1 recorded, 0 recorded before, 1 of 2 not finished.\n", one.Output);
    }

    [Fact]
    public void Recording_needs_a_reason()
    {
        CliResult result = repository.OnTiny("record");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("rnn-memory: Recording runs needs a reason of one line", result.Errors);
        Assert.False(Directory.Exists(repository["expected"]));
    }

    private static string Table(string output)
    {
        int start = output.IndexOf("Table 3", StringComparison.Ordinal);
        return output[start..output.IndexOf("artifacts", start, StringComparison.Ordinal)];
    }
}
