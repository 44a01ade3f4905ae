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
internal static class Planned
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
}
