using System.Globalization;
using System.Text.RegularExpressions;
using RnnMemory.Basics;
using RnnMemory.Cli.Requests;
using RnnMemory.Cli.Showing;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Cli;

/// <summary>`rnn-memory show` and `compare` as processes, in a repository with two tiny runs and without any data set in files.</summary>
public sealed class ShowTests : IDisposable
{
    private const string Other = "digits/transposed@16@8@0.001+Epochs=2/seed-0";
    private const string Recorded = "mnist/original@16@128@3e-05/seed-0";

    private readonly BareRepository repository = BareRepository.WithTinyRuns();

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Show_has_curve_best_epoch_hashes_origin_and_settings_in_80_columns()
    {
        CliResult result = Run("C", "show", BareRepository.TinyRun);

        EpochRecord[] epochs = Records(BareRepository.TinyRun);
        EpochRecord best = BestEpoch.Of(epochs, "vacc");
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        string[] lines = result.Output.Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.All(result.Output, character => Assert.True(char.IsAscii(character), $"'{character}' is not ASCII"));
        Assert.Equal(BareRepository.TinyRun, lines[0]);
        Assert.Contains("state    finished, 2 of 2 epochs", lines);
        Assert.Contains("from     the run store: trained here", lines);
        Assert.Contains($"folder   {Path.Combine("artifacts", "runs", BareRepository.TinyRun)}", lines);
        Assert.Contains("* vacc   . acc, while training", lines);
        Assert.Matches($@"best by vacc +{best.Epoch} .* {best.Metrics["vacc"].ToString("F4", CultureInfo.InvariantCulture)}", result.Output);
        Assert.Contains($"  parameters  {best.ParametersHash}", lines);
        Assert.Contains($"  state       {epochs[^1].StateHash}", lines);
        Assert.Contains(lines, line => line.StartsWith("    processor  ", StringComparison.Ordinal));
        Assert.Matches("\nmodel.hidden +8\n", result.Output);
        Assert.Matches("\ntask.representation +Original\n", result.Output);
    }

    [Fact]
    public void Show_draws_in_ascii_where_the_terminal_or_the_user_wants_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no locale variables");

        Assert.Contains('●', Run("C.UTF-8", "show", BareRepository.TinyRun).Output);
        Assert.DoesNotContain('●', Run("C.UTF-8", "show", BareRepository.TinyRun, "--ascii").Output);
    }

    [Fact]
    public void Show_of_an_unfinished_run_has_its_epochs_so_far()
    {
        System.IO.File.Delete(File(BareRepository.TinyRun, "done.json"));
        string log = File(BareRepository.TinyRun, "epochs.jsonl");
        System.IO.File.WriteAllText(log, System.IO.File.ReadAllLines(log)[0] + "\n{\"epoch\":1");

        CliResult result = Run("C", "show", "original@16@8");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("state    unfinished, 1 of 2 epochs", result.Output);
        Assert.Contains("the only one", result.Output);
    }

    [Fact]
    public void Show_of_a_run_whose_files_do_not_fit_together_says_so()
    {
        System.IO.File.AppendAllText(File(BareRepository.TinyRun, "epochs.jsonl"), "\n");

        CliResult result = Run("C", "show", BareRepository.TinyRun);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("state    marked as finished, but not believed: epochs.jsonl has ", result.Output);
    }

    [Fact]
    public void Show_finds_a_run_of_the_record()
    {
        CliResult result = CommandHost.Run("show", Recorded, "--ascii", "--artifacts", repository["elsewhere"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains($"from     the record in expected/runs\nfolder   {Path.Combine("expected", "runs", Recorded)}\n", result.Output);
        Assert.Contains("state    finished, 244 of 244 epochs", result.Output);
        Assert.Contains("    commit     47c25c9d59dbef8b4d99578e644a8b665f501070", result.Output);
        Assert.All(result.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [InlineData("digits/", "'digits/' is a part of the ids of 2 runs: digits/original@16@8@0.001+Epochs=2/seed-0, digits/transposed")]
    [InlineData("orignal@16@8", "Unknown run 'orignal@16@8'. Did you mean 'digits/original@16@8@0.001+Epochs=2/seed-0'? 2 runs are stored;")]
    public void Name_that_means_no_run_or_several_is_one_line_and_code_2(string name, string complaint)
    {
        CliResult result = Run("C", "show", name);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"rnn-memory: {complaint}", result.Errors);
        Assert.Equal(result.Errors.Length - 1, result.Errors.IndexOf('\n'));
    }

    [Fact]
    public void Whole_id_is_meant_although_it_is_a_part_of_another()
    {
        string[] known = ["mnist/original@3e-05", "mnist/original@3e-05+SquareBox=true"];

        Assert.Equal(known[0], RunChoice.Id(known[0], known));
        Assert.Equal(known[1], RunChoice.Id("squarebox", known));
        Assert.Throws<UserError>(() => RunChoice.Id("original", known));
        Assert.Contains("no run is stored yet", Assert.Throws<UserError>(() => RunChoice.Id("original", [])).Message);
    }

    [Fact]
    public void Compare_shows_the_settings_that_differ_the_metrics_and_the_first_epoch_that_differs()
    {
        CliResult result = Run("C", "compare", BareRepository.TinyRun, "transposed");

        EpochRecord one = Records(BareRepository.TinyRun)[0], other = Records(Other)[0];
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith($"A  {BareRepository.TinyRun}\nB  {Other}\n", result.Output);
        Assert.Matches("\ntask.representation +Original +Transposed\n", result.Output);
        Assert.DoesNotContain("model.hidden", result.Output);
        Assert.Equal(2, Regex.Count(result.Output, "\nA +[01] "));
        Assert.Contains("A and B, of 2 epochs that both have finished:\n", result.Output);
        Assert.Contains($"differ first after epoch 0: {one.ParametersHash[..12]}, {other.ParametersHash[..12]}\n", result.Output);
        Assert.Contains($"differ first in epoch 0:\n              {FirstMetric(one, other)}\n", result.Output);
        Assert.All(result.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Compare_of_a_run_with_an_unfinished_copy_finds_the_epoch_where_they_part()
    {
        string copy = BareRepository.TinyRun.Replace("seed-0", "seed-9", StringComparison.Ordinal);
        Directory.CreateDirectory(repository[$"artifacts/runs/{copy}"]);
        System.IO.File.Copy(File(BareRepository.TinyRun, "spec.json"), File(copy, "spec.json"));
        string[] lines = System.IO.File.ReadAllLines(File(BareRepository.TinyRun, "epochs.jsonl"));
        string hash = Records(BareRepository.TinyRun)[1].ParametersHash;
        System.IO.File.WriteAllText(
            File(copy, "epochs.jsonl"), $"{lines[0]}\n{lines[1].Replace(hash, new string('0', 64), StringComparison.Ordinal)}\n");

        string same = Run("C", "compare", BareRepository.TinyRun, BareRepository.TinyRun).Output;
        string apart = Run("C", "compare", BareRepository.TinyRun, "seed-9").Output;

        Assert.Contains("All settings are the same.\n", same);
        Assert.EndsWith("A and B: equal to the last bit in all 2 epochs that both have finished.\n", same);
        Assert.EndsWith(
            $"  parameters  differ first after epoch 1: {hash[..12]}, 000000000000\n  metrics     equal in all of them\n", apart);
    }

    [Theory]
    [InlineData("compare")]
    [InlineData("compare transposed")]
    public void Compare_of_fewer_than_two_runs_is_refused(string arguments)
    {
        CliResult result = Run("C", arguments.Split(' '));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("rnn-memory: Name 2 to 26 runs to compare, not ", result.Errors);
    }

    [Fact]
    public void Chart_has_the_first_point_at_the_left_and_the_highest_at_the_top()
    {
        Series rising = new("rising", [.. Enumerable.Range(0, 100).Select(i => ((double)i, i / 100.0))]);

        string[] lines = [.. TextChart.Of(rising, null, "epoch", Glyphs.Ascii)];

        Assert.Equal("* rising", lines[0]);
        Assert.StartsWith("0.9900 |", lines[1]);
        Assert.EndsWith("*", lines[1]);
        Assert.Equal(80, lines[1].Length);
        Assert.StartsWith("0.0000 |*", lines[12]);
        Assert.Matches(@"^ +epoch 0 +99$", lines[14]);
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("en_GB.UTF-8", "", true)]
    [InlineData("en_GB.utf8", "C", false)]
    [InlineData("de_DE.ISO-8859-1", "", false)]
    public void Locale_decides_on_the_characters(string lang, string all, bool isUnicode) => Assert.Equal(
        isUnicode ? Glyphs.Unicode : Glyphs.Ascii,
        Glyphs.OfLocale(new Dictionary<string, string> { ["LANG"] = lang, ["LC_ALL"] = all }));

    private CliResult Run(string locale, params IEnumerable<string> arguments) =>
        repository.Run(new Dictionary<string, string> { ["LC_ALL"] = locale }, arguments);

    private string File(string run, string name) => repository[$"artifacts/runs/{run}/{name}"];

    private EpochRecord[] Records(string run) =>
        [.. System.IO.File.ReadLines(File(run, "epochs.jsonl")).Select(line => RnnMemory.Runs.EpochLog.TryParse(line)!)];

    private static string FirstMetric(EpochRecord one, EpochRecord other)
    {
        (string name, double value) = one.Metrics.First(metric => metric.Value != other.Metrics[metric.Key]);
        return string.Create(CultureInfo.InvariantCulture, $"{name} {value}, {other.Metrics[name]}");
    }
}
