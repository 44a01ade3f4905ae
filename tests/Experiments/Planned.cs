using System.Text.RegularExpressions;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Tests.Experiments;

/// <summary>Settings, plans and exhibits of the repository's experiments, whatever the environment says.</summary>
internal static partial class Planned
{
    /// <summary>The paper's settings.</summary>
    public static LoadedSettings Paper { get; } = SettingsLoader.Load(SettingsSources.OfThePaper(EngineCatalog.Known.Names, ExperimentCatalog.Sections));

    /// <summary>A profile with some settings changed, each "Key=Value".</summary>
    public static LoadedSettings With(string profile, params string[] settings) =>
        SettingsLoader.Load(SettingsSources.OfThePaper(EngineCatalog.Known.Names, ExperimentCatalog.Sections) with
        {
            Profile = profile,
            Assignments = [.. settings.Select(text => SettingAssignment.Parse(text, "test"))],
        });

    /// <summary>Ids of the runs of a `run` command at the paper's sizes, as documents print it.</summary>
    public static IReadOnlyList<string> RunsOf(string command)
    {
        LoadedSettings loaded = With(
            SettingsLoader.Paper,
            [
                .. Setting().Matches(command).Select(match => match.Groups[1].Value),
                .. Seeds().Matches(command).Select(match => $"Seeds={match.Groups[1].Value}"),
            ]);
        string[] experiments = Experiments().Match(command).Groups[1].Value.Split(' ');
        return
        [
            .. from experiment in ExperimentCatalog.Experiments
               where experiments.Contains(experiment.Name.ToLowerInvariant())
               from spec in experiment.Plan(loaded)
               select spec.Id,
        ];
    }

    /// <summary>A table of some runs.</summary>
    public static Table Table(IExperiment experiment, string name, params IReadOnlyList<MeasuredRun> runs) =>
        Assert.IsType<Table>(Exhibit(experiment, name, Paper, runs));

    /// <summary>A figure of some runs.</summary>
    public static LineFigure Figure(IExperiment experiment, string name, params IReadOnlyList<MeasuredRun> runs) =>
        Assert.IsType<LineFigure>(Exhibit(experiment, name, Paper, runs));

    /// <summary>A table or figure of some runs of a plan.</summary>
    public static Exhibit Exhibit(IExperiment experiment, string name, LoadedSettings loaded, IReadOnlyList<MeasuredRun> runs) =>
        ExperimentReport.Exhibit(experiment, experiment.Items(loaded).Single(item => item.Name == name), loaded, runs);

    /// <summary>Headings of a table.</summary>
    public static IReadOnlyList<string> Headings(this Table table) => [.. table.Columns.Select(column => column.Heading)];

    [GeneratedRegex(@"--set (\S+)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"--seeds? (\S+)")]
    private static partial Regex Seeds();

    [GeneratedRegex(@"\brun ([a-z ]+?)(?: --|$)")]
    private static partial Regex Experiments();
}
