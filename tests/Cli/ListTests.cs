using RnnMemory.Cli;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Models;
using RnnMemory.Settings;
using RnnMemory.Tests.Experiments;
using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class ListTests
{
    [Fact]
    public void List_shows_every_name_that_other_commands_take()
    {
        CliResult result = CommandHost.Run("list");

        string[] shown = [.. result.Output.Split('\n').Where(line => line.StartsWith(' ')).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])];
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(
            [
                .. ExperimentCatalog.Experiments.Select(experiment => experiment.Name),
                .. ExperimentCatalog.Experiments.SelectMany(experiment => experiment.Items(Planned.Paper)).Select(item => item.Name),
                .. EngineCatalog.Known.Names, .. Cells.Names, .. Optimizers.Names, .. SettingsLoader.Profiles,
            ],
            shown);
    }

    [Fact]
    public void Help_documents_the_exit_codes()
    {
        using CliProcess cli = new([]);

        CliResult result = cli.Result();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Usage:\n  rnn-memory [command]", result.Output, StringComparison.Ordinal);
        Assert.All(["0 fine", "1 a run failed", "2 bad input", "70 a defect", "130 interrupted", "143 terminated"],
            code => Assert.Contains(code, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_has_the_name_that_it_is_called_by() =>
        Assert.All(CommandLine.Commands, command => Assert.Equal(command.Name, command.Create().Name));

    [Fact]
    public void Names_of_experiments_differ_by_more_than_case() =>
        Assert.Equal(ExperimentCatalog.Experiments.Count, ExperimentCatalog.Experiments.Select(experiment => experiment.Name.ToUpperInvariant()).Distinct().Count());
}
