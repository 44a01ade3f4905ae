using System.Text.RegularExpressions;
using RnnMemory.Basics;
using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class AuditTests : IDisposable
{
    private readonly BareRepository repository = BareRepository.WithTinyRuns();

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Honest_records_of_both_folders_are_equal_and_nothing_is_written()
    {
        Assert.Equal(0, repository.OnTiny("record", "--reason", "to be doubted").ExitCode);
        string[] before = Content();

        CliResult every = repository.Run("audit", "--epoch", "all"), sampled = repository.Run("audit", BareRepository.TinyRun, "--sample", "2", "--seed", "5"), more = repository.Run("audit", BareRepository.TinyRun, "--sample", "9");

        Assert.Equal((0, ""), (every.ExitCode, every.Errors));
        Assert.StartsWith("4 runs, 8 recorded epochs. To audit: every epoch, from the seed. To train again: 8 epochs, recorded as having taken ", every.Output);
        Assert.EndsWith(
            "Epochs trained again: 8 equal to the last bit, 0 different. Runs: files of 4 fit together, of 0 do not.\n", every.Output);
        Assert.Equal(8, Lines(every).Count(line => line.Contains("  equal  ", StringComparison.Ordinal)));
        Assert.Equal((0, ""), (sampled.ExitCode, sampled.Errors));
        Assert.Contains("To audit: 2 drawn with seed 5 from the 4 epochs. To train again: ", sampled.Output);
        Assert.Contains("To audit: all 4 epochs. ", more.Output);
        Assert.Equal(before, Content());
    }

    [Fact]
    public void Budget_draws_from_all_epochs_anew_and_can_be_repeated_by_its_seed()
    {
        CliResult first = repository.Run("audit", "--budget", "60s");
        Match said = Regex.Match(
            first.Output, "^2 runs, 4 recorded epochs. To audit: every stored state, then 1 min 00 s of epochs drawn from all of them with --seed ([0-9]+).\n");
        CliResult again = repository.Run("audit", "--budget", "60s", "--seed", said.Groups[1].Value);

        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.True(said.Success, first.Output);
        Assert.EndsWith("Epochs trained again: 4 equal to the last bit, 0 different. Runs: files of 2 fit together, of 0 do not.\n", first.Output);
        Assert.Equal(Epochs(first), Epochs(again));

        static string[] Epochs(CliResult result) => [.. Lines(result).Where(line => line.Contains("  equal  ", StringComparison.Ordinal)).Select(line => line.Split("  equal")[0])];
    }

    [Fact]
    public void Whole_records_are_replayed_once_and_logged()
    {
        Assert.Equal(0, repository.OnTiny("record", "--reason", "to be doubted").ExitCode);

        CliResult first = repository.Run("audit", "--whole", "--workers", "2"), again = repository.Run("audit", "--whole");

        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.StartsWith("2 recorded runs, 0 of them logged as replayed whole. To replay: 2.\n", first.Output);
        Assert.EndsWith("Epochs trained again: 4 equal to the last bit, 0 different. Runs: files of 2 fit together, of 0 do not.\n", first.Output);
        Assert.Contains($"| {BareRepository.TinyRun} | 0 to 1 | the seed | ", File.ReadAllText(repository["expected/AUDITS.md"]));
        Assert.StartsWith("2 recorded runs, 2 of them logged as replayed whole. To replay: 0.\n", again.Output);
    }

    [Fact]
    public void Changed_record_ends_with_code_1_and_says_that_the_record_is_wrong()
    {
        string path = Path.Combine(repository["artifacts"], "runs", BareRepository.TinyRun, "epochs.jsonl");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"updates\":89,", "\"updates\":98,", StringComparison.Ordinal));

        CliResult result = repository.Run("audit", BareRepository.TinyRun);

        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        Assert.Contains($"{BareRepository.TinyRun}  epoch 0  DIFFERS, trained again from the seed\n  updates: recorded 98, now 89\n", result.Output);
        Assert.Contains("it is the record that differs", result.Output);
        Assert.EndsWith("1 different. Runs: files of 0 fit together, of 1 do not.\n", result.Output);
    }

    [Fact]
    public void Run_of_other_numerics_is_refused_and_the_others_are_audited()
    {
        string path = Path.Combine(repository["artifacts"], "runs", BareRepository.TinyRun, "spec.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"numerics\": \"1\"", "\"numerics\": \"2\"", StringComparison.Ordinal));

        CliResult all = repository.Run("audit"), one = repository.Run("audit", BareRepository.TinyRun);

        Assert.Equal((2, 2), (all.ExitCode, one.ExitCode));
        Assert.StartsWith($"rnn-memory: Run '{BareRepository.TinyRun}' was made with numerics '2'; 'simd' of this program has '1'", all.Errors);
        Assert.Equal((all.Errors, ""), (one.Errors, one.Output));
        Assert.StartsWith("1 run, 2 recorded epochs.", all.Output);
    }

    [Fact]
    public void Runs_whose_data_is_missing_are_skipped_with_the_reason()
    {
        string run = Path.Combine(repository["artifacts"], "runs", "fashion", "seed-0");
        Directory.CreateDirectory(run);
        string from = Path.Combine(repository["artifacts"], "runs", BareRepository.TinyRun);
        File.Copy(Path.Combine(from, "epochs.jsonl"), Path.Combine(run, "epochs.jsonl"));
        File.WriteAllText(
            Path.Combine(run, "spec.json"),
            File.ReadAllText(Path.Combine(from, "spec.json")).Replace("\"dataSet\": \"digits\"", "\"dataSet\": \"mnist\"", StringComparison.Ordinal));

        CliResult result = repository.Run(new Dictionary<string, string> { ["RNN_MEMORY_DATA"] = repository["nothing"] }, "audit");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith($"skipped  fashion/seed-0: its data is not on this machine; {Launcher.Here("data fetch")} downloads MNIST\n2 runs, ", result.Output);
    }

    [Fact]
    public void Run_whose_settings_were_edited_to_data_that_is_missing_is_refused_and_not_skipped()
    {
        string path = Path.Combine(repository["artifacts"], "runs", BareRepository.TinyRun, "spec.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"dataSet\": \"digits\"", "\"dataSet\": \"mnist\"", StringComparison.Ordinal));

        CliResult result = repository.Run(new Dictionary<string, string> { ["RNN_MEMORY_DATA"] = repository["nothing"] }, "audit");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"rnn-memory: Run '{BareRepository.TinyRun}' cannot be audited as '", result.Errors);
        Assert.Contains("its results were made for other settings or data than spec.json says. Put the file back", result.Errors);
        Assert.StartsWith("1 run, 2 recorded epochs.", result.Output);
    }

    private static string[] Lines(CliResult result) => result.Output.Split('\n');

    private string[] Content() =>
        [.. Directory.EnumerateFiles(repository["."], "*", SearchOption.AllDirectories).Order().Select(path => $"{path} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}")];
}
