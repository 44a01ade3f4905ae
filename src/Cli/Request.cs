using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Cli;

/// <summary>Experiments and the settings they shall have.</summary>
/// <param name="Experiments">What to run or look at.</param>
/// <param name="Loaded">Under which settings.</param>
internal sealed record Request(IReadOnlyList<IExperiment> Experiments, LoadedSettings Loaded)
{
    /// <summary>The folder for all that is written.</summary>
    public string Artifacts { get; } = Path.Combine(RepositoryRoot.Find(), Loaded.Settings.Artifacts);

    /// <summary>The run store's folder.</summary>
    public string Runs => Path.Combine(Artifacts, "runs");

    /// <summary>The run store, with the runs that are part of the repository behind it.</summary>
    /// <param name="notice">Gets a line whenever something was damaged or moved aside.</param>
    /// <param name="withRecord">Whether those runs are read.</param>
    public RunStore OpenStore(Action<string> notice, bool withRecord = true) => new(Runs, notice, withRecord ? RecordedRuns.Folder : null);

    /// <summary>A request about stored runs, whatever experiment they are of.</summary>
    /// <param name="artifacts">The folder given on the command line; null for the settings'.</param>
    /// <exception cref="UserError">A setting is wrong.</exception>
    public static Request OfStoredRuns(string? artifacts)
    {
        SettingAssignment[] assignments = artifacts is null ? [] : [new SettingAssignment(nameof(HarnessSettings.Artifacts), [Path.GetFullPath(artifacts)], "--artifacts")];
        return new Request([], SettingsLoader.Load(SettingsSources.OfThisProcess(EngineCatalog.Known.Names) with { Assignments = assignments }));
    }

    /// <summary>Each experiment's runs.</summary>
    /// <exception cref="UserError">A setting is impossible.</exception>
    public IReadOnlyList<(IExperiment Experiment, IReadOnlyList<RunSpec> Runs)> Plan() =>
        [.. Experiments.Select(experiment => (experiment, experiment.Plan(Loaded.Settings)))];
}
