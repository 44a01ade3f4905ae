using System.CommandLine;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Models;
using RnnMemory.Settings;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory list`: the names that other commands accept.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        Command command = new("list", "Show the names of experiments, engines, cells and profiles.");
        command.SetAction(_ => Print());
        return command;
    }

    private static void Print()
    {
        LoadedSettings paper = SettingsLoader.Load(SettingsSources.OfThePaper(EngineCatalog.Known.Names, ExperimentCatalog.Sections));
        Section("Experiments", ExperimentCatalog.Experiments.Select(experiment => (experiment.Name, experiment.Description)));
        foreach (IExperiment experiment in ExperimentCatalog.Experiments)
        {
            Section($"Tables and figures of {experiment.Name}", experiment.Items(paper).Select(item => (item.Name, item.Description)));
        }

        Section("Engines", EngineCatalog.Known.Entries.Select(engine => (engine.Name, $"arithmetic {engine.Numerics}")));
        Section("Cells", Cells.All.Select(cell => (cell.Name, cell.Label)));
        Section("Optimisers", Optimizers.All.Select(optimizer =>
            (optimizer.Name, $"{optimizer.Label}: {string.Join(", ", optimizer.Hyperparameters.Select(known => known.Name))}")));
        Section("Profiles", SettingsLoader.Profiles.Select(name => (name, $"experiments/settings/{name}.json")));
    }

    private static void Section(string title, IEnumerable<(string Name, string About)> entries)
    {
        Console.WriteLine(title);
        foreach ((string name, string about) in entries)
        {
            Console.WriteLine($"  {name,-14} {about}".TrimEnd());
        }
    }
}
