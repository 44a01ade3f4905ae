using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class RecordTests : IDisposable
{
    private const string Note = "From the record in expected/runs, not trained here: 2 of 2 runs.\n";

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
        string[] lines = read.Output[..read.Output.IndexOf("Table 3", StringComparison.Ordinal)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Matches("^read .* epoch 2/2  acc 0[.][0-9]{4}  from the record  [(]2 of 2[)]$", line));
        Assert.Equal(
            Table(BareRepository.OutputOfTinyRuns), Table(read.Output).Replace(Note, "", StringComparison.Ordinal));
        Assert.Contains(Note, read.Output);
        string status = repository.OnTiny("status").Output;
        Assert.Contains("2 runs: 2 done (from the record).", status);
        Assert.StartsWith("Runs in expected/runs\n", status);
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
    public void Engine_of_the_same_arithmetic_is_no_setting_of_numbers_that_another_engine_made()
    {
        repository.OnTiny("record", "--reason", "for every clone");
        Directory.Delete(repository["artifacts"], recursive: true);

        CliResult read = repository.OnTiny("run", "--engine", "scalar");

        Assert.Equal((0, ""), (read.ExitCode, read.Errors));
        Assert.DoesNotContain("Engine", read.Output);
        Assert.Contains("from the record", read.Output);
    }

    [Fact]
    public void Recording_that_was_stopped_before_its_entry_is_entered_the_next_time()
    {
        repository.OnTiny("record", "--reason", "stopped");
        File.Delete(repository["expected/CHANGES.md"]);

        CliResult again = repository.OnTiny("record", "--reason", "once more");
        CliResult third = repository.OnTiny("record", "--reason", "nothing left");

        Assert.EndsWith("2 recorded, 0 recorded before, 0 of 2 not finished.\n", again.Output);
        Assert.Contains($"{BareRepository.TinyRun}: none -> ", again.Output);
        Assert.Contains($"| runs/{BareRepository.TinyRun} | none |", File.ReadAllText(repository["expected/CHANGES.md"]));
        Assert.EndsWith("0 recorded, 2 recorded before, 0 of 2 not finished.\n", third.Output);
    }

    [Fact]
    public void Status_where_nothing_is_stored_shows_no_folder()
    {
        using BareRepository empty = new();

        Assert.StartsWith("No run is stored yet\n", empty.OnTiny("status").Output);
    }

    [Fact]
    public void Run_under_way_goes_on_in_a_clone_until_it_is_recorded()
    {
        Array.ForEach(Directory.GetFiles(repository["artifacts/runs"], "done.json", SearchOption.AllDirectories), File.Delete);
        CliResult withReason = repository.OnTiny("record", "--unfinished", "--reason", "early");
        CliResult kept = repository.OnTiny("record", "--unfinished");
        CliResult keptAgain = repository.OnTiny("record", "--unfinished");
        Directory.Delete(repository["artifacts"], recursive: true);

        CliResult status = repository.OnTiny("status");
        CliResult show = repository.Run("show", BareRepository.TinyRun);
        CliResult compare = repository.Run("compare", BareRepository.TinyRun, BareRepository.TinyRun);
        CliResult run = repository.OnTiny("run");
        bool isThere = File.Exists(Path.Combine(repository["expected/unfinished"], BareRepository.TinyRun, "checkpoint.bin"));
        repository.OnTiny("record", "--reason", "finished elsewhere");

        Assert.Equal((0, ""), (kept.ExitCode, kept.Errors));
        Assert.Contains($"{BareRepository.TinyRun}: 2 of 2 epochs\n", kept.Output);
        Assert.Equal((2, "rnn-memory: --unfinished changes no result: leave out --reason and --force-environment.\n"), (withReason.ExitCode, withReason.Errors));
        string folder = Path.Combine("expected", "unfinished");
        Assert.EndsWith($"2 copied; 2 of 2 runs are under way in {folder}.\n", kept.Output);
        Assert.Equal($"0 copied; 2 of 2 runs are under way in {folder}.\n", keptAgain.Output);
        Assert.StartsWith($"Runs in {folder}\n", status.Output);
        Assert.Contains("2 runs: 2 partly done (from expected/unfinished).", status.Output);
        Assert.Contains("from     expected/unfinished; training continues from there\n", show.Output);
        Assert.StartsWith($"A  {BareRepository.TinyRun} (from expected/unfinished)\n", compare.Output);
        Assert.Contains("was begun elsewhere and goes on: 2 of 2 epochs are done.", run.Output + run.Errors);
        Assert.Equal(Table(BareRepository.OutputOfTinyRuns), Table(run.Output));
        Assert.True(isThere);
        Assert.Empty(Directory.GetFiles(repository["expected/unfinished"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Run_that_cannot_be_read_holds_back_no_other()
    {
        Array.ForEach(Directory.GetFiles(repository["artifacts/runs"], "done.json", SearchOption.AllDirectories), File.Delete);
        string epochs = Path.Combine(repository["artifacts/runs"], BareRepository.TinyRun, "epochs.jsonl");
        File.Delete(epochs);
        File.CreateSymbolicLink(epochs, epochs);

        CliResult kept = repository.OnTiny("record", "--unfinished");

        Assert.Equal(1, kept.ExitCode);
        Assert.Contains(BareRepository.TinyRun, kept.Errors);
        Assert.Contains("\n1 copied; 1 of 2 runs are under way in ", kept.Output);
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
