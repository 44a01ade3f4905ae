using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Models;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Tests.Cli;

/// <summary>`rnn-memory settings` as a process.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Settings_shows_each_setting_with_its_value_its_limits_and_its_help_in_columns()
    {
        CliResult result = CommandHost.Run("settings", "--set", "Increment:Epochs=3", "--seed", "7");

        string[] lines = result.Output.TrimEnd('\n').Split('\n');
        int column = lines[1].Length - lines[1].TrimStart().Length;
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(
            new SettingKeys(ExperimentCatalog.Sections, EngineCatalog.Known.Names).All.Keys,
            lines.Where((_, line) => line % 2 == 0).Select(line => line[..column].TrimEnd()));
        Assert.All(lines.Where((_, line) => line % 2 == 1), help => Assert.Matches($"^ {{{column}}}[^ ].*[.]$", help));
        Assert.Matches(@"^Seed +7 +a whole number, at least 0  \[--seed\]$", lines[0]);
        Assert.Matches(@"^Increment:Epochs +3 +a whole number, 1 to 1000000  \[--set\]$", Line("Increment:Epochs"));
        Assert.Matches(@"^Mnist:Epochs +1 +a whole number, 1 to 1000000$", Line("Mnist:Epochs"));
        Assert.Matches(@"^Increment:Rho +0\.9 +a number, at least 0 and below 1$", Line("Increment:Rho"));
        Assert.Matches($"^Increment:Cells +vanilla,lstm,gru +a list of {string.Join(", ", Cells.Names)}$", Line("Increment:Cells"));

        string Line(string name) => Assert.Single(lines, line => line.StartsWith($"{name} ", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_of_one_experiment_are_those_of_its_section_under_the_profile()
    {
        CliResult result = CommandHost.Run("settings", "mnist", "--profile", "paper");

        string[] settings = [.. result.Output.TrimEnd('\n').Split('\n').Where(line => !line.StartsWith(' '))];
        Assert.Equal(
            new SettingKeys(ExperimentCatalog.Sections, EngineCatalog.Known.Names).All.Keys.Where(key => key.StartsWith("Mnist:", StringComparison.Ordinal)),
            settings.Select(line => line.Split(' ')[0]));
        Assert.Matches(@"Mnist:Epochs +244 ", result.Output);
    }

    [Fact]
    public void Unknown_section_is_refused_with_the_nearest()
    {
        CliResult result = CommandHost.Run("settings", "incremnt");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("Unknown section of settings 'incremnt'. Did you mean 'Increment'?", result.Errors, StringComparison.Ordinal);
    }
}
