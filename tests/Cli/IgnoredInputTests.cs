using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Cli;

/// <summary>Input that is obeyed or refused, but never silently ignored.</summary>
public sealed class IgnoredInputTests : IDisposable
{
    private readonly BareRepository repository = BareRepository.WithTinyRuns();

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Profile_of_the_environment_holds_for_the_command_line_unless_an_option_names_another()
    {
        Dictionary<string, string> paper = new() { ["RNN_MEMORY_PROFILE"] = "paper" };

        Assert.Matches("Mnist:Epochs +244 ", repository.Run(paper, "settings").Output);
        Assert.DoesNotMatch("Mnist:Epochs +244 ", repository.Run(paper, "settings", "--profile", "quick").Output);
        Assert.DoesNotMatch("Mnist:Epochs +244 ", repository.Run(new Dictionary<string, string> { ["RNN_MEMORY_PROFILE"] = "" }, "settings").Output);
    }

    [Fact]
    public void Fresh_of_the_environment_trains_again()
    {
        CliResult stored = repository.OnTiny("run"), fresh = repository.OnTiny(new Dictionary<string, string> { ["RNN_MEMORY_FRESH"] = "yes" }, "run");

        Assert.DoesNotContain("(2 of 2)", stored.Output);
        Assert.Contains("(2 of 2)", fresh.Output);
    }

    [Theory]
    [InlineData("RNN_MEMORY_FRESH", "again", "Environment variable RNN_MEMORY_FRESH must be 1, true, yes, on or 0, false, no, off, not 'again'.")]
    [InlineData("RNN_MEMORY_PROFILE", "papr", "Unknown profile in RNN_MEMORY_PROFILE 'papr'. Did you mean 'paper'?")]
    [InlineData("RNN_MEMORY_NO_DIFF", "2", "Environment variable RNN_MEMORY_NO_DIFF must be")]
    public void Environment_variable_with_an_impossible_value_is_refused(string variable, string value, string complaint) =>
        AssertRefused(complaint, repository.Run(new Dictionary<string, string> { [variable] = value }, "status", "digits"));

    [Fact]
    public void Offline_takes_every_spelling_of_true() => AssertRefused(
        "RNN_MEMORY_OFFLINE forbids downloading it",
        CommandHost.Run(["data", "fetch"], new Dictionary<string, string> { ["RNN_MEMORY_OFFLINE"] = "true" }, repository["."]));

    [Theory]
    [InlineData("run all bogus", "Unknown experiment 'bogus'.")]
    [InlineData("status bogus ALL", "Unknown experiment 'bogus'.")]
    [InlineData("run digits --seed 1 --set Seed=2", "--seed: Seed was already given by --set; keep one of them.")]
    [InlineData("audit --sample 99999999999", "--sample: expected a whole number below 2^31, got '99999999999'.")]
    [InlineData("audit --sample 1 --seed 99999999999999999999", "--seed: expected a whole number below 2^63, got '99999999999999999999'.")]
    [InlineData("audit --sample 1 --reach x", "--reach: expected a whole number below 2^31, got 'x'.")]
    [InlineData("run digits --set Digits:PixelTrainingSubset=6400 --set Digits:Representations=flattened", "Digits:PixelTrainingSubset = 6400 (--set) must be at most the 1437 training images of 'digits' (0: all).")]
    [InlineData("run digits --set Digits:TrainingSubset=2000 --set Digits:Representations=original", "Digits:TrainingSubset = 2000 (--set) must be at most the 1437 training images of 'digits' (0: all).")]
    [InlineData("run digits --set Digits:BatchSize=1438", "Digits:BatchSize = 1438 (--set) must be at most the 1437 images that")]
    public void Command_line_is_refused_in_one_line(string arguments, string complaint) =>
        AssertRefused(complaint, repository.Run(arguments.Split(' ')));

    [Fact]
    public void Small_set_of_ones_own_is_refused_by_the_setting_that_is_too_large()
    {
        string[] files = [.. new[] { ("train", 1000), ("test", 100) }.SelectMany(part => Part(part.Item1, part.Item2))];
        string[] own = ["--set", "Mnist:DataSet=small", "--set", $"Mnist:Files={string.Join(",", files)}", "--set", "Mnist:Representations=flattened"];

        AssertRefused(
            $"Mnist:PixelTrainingSubset = 6400 ({Path.Combine(repository["experiments/settings"], "quick.json")} line 4) must be at most the 1000 training images of 'small' (0: all).",
            repository.Run(["run", "mnist", .. own]));
        File.Delete(files[3]);
        AssertRefused("Data set 'small'", repository.Run(["run", "mnist", .. own, "--set", "Mnist:PixelTrainingSubset=0"]));
    }

    [Theory]
    [InlineData("\"hidden\": 8", "\"hidden\": 9", "its results were made for other settings or data than spec.json says. Put the file back")]
    [InlineData("\"hidden\": 8", "\"hidden\": \"8", "spec.json' is missing or damaged. Put the file back")]
    public void Export_of_a_run_whose_settings_were_edited_says_so(string old, string edited, string complaint)
    {
        string path = Path.Combine(repository["artifacts"], "runs", BareRepository.TinyRun, "spec.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace(old, edited, StringComparison.Ordinal));

        AssertRefused(complaint, repository.Run("export", BareRepository.TinyRun, "--to", "model.npz"));
    }

    private static void AssertRefused(string complaint, CliResult result)
    {
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("rnn-memory: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains(complaint, result.Errors, StringComparison.Ordinal);
        Assert.Equal(result.Errors.Length - 1, result.Errors.IndexOf('\n'));
    }

    private IEnumerable<string> Part(string name, int count)
    {
        string images = repository[$"{name}-images"], labels = repository[$"{name}-labels"];
        File.WriteAllBytes(images, Idx.Of(new byte[count * 28 * 28], (uint)count, 28, 28));
        File.WriteAllBytes(labels, Idx.Of([.. Enumerable.Range(0, count).Select(label => (byte)(label % 10))], (uint)count));
        return [images, labels];
    }
}
