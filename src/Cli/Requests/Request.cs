using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Cli.Requests;

/// <summary>Experiments and their settings.</summary>
/// <param name="Experiments">The experiments to run or show.</param>
/// <param name="Loaded">The settings.</param>
internal sealed record Request(IReadOnlyList<IExperiment> Experiments, LoadedSettings Loaded)
{
    /// <summary>Whether all experiments were asked for: what cannot be done on this machine is then left out, not an error.</summary>
    public bool IsForAll { get; init; }

    /// <summary>The folder for everything that is written.</summary>
    public string Artifacts { get; } = Path.Combine(RepositoryRoot.Find(), Loaded.Settings.Artifacts);

    /// <summary>The run store's folder.</summary>
    public string Runs => Path.Combine(Artifacts, "runs");

    /// <summary>The run store, which also reads the recorded runs of the repository, and continues those that others have begun.</summary>
    /// <param name="notice">Gets a line whenever a file was damaged, a run moved aside or continued.</param>
    /// <param name="withRecord">Whether the repository's runs count.</param>
    public RunStore OpenStore(Action<string> notice, bool withRecord = true) =>
        withRecord ? new(Runs, notice, RecordedRuns.Folder, new UnfinishedRuns(UnfinishedRuns.Folder)) : new(Runs, notice);

    /// <summary>A request about stored runs of any experiment.</summary>
    /// <param name="artifacts">The folder given on the command line; null for the settings'.</param>
    /// <exception cref="UserError">A setting is wrong.</exception>
    public static Request OfStoredRuns(string? artifacts)
    {
        SettingAssignment[] assignments = artifacts is null
            ? []
            : [new SettingAssignment(nameof(HarnessSettings.Artifacts), [CurrentFolder.Resolve(artifacts)], "--artifacts")];
        SettingsSources sources = SettingsSources.OfThisProcess(EngineCatalog.Known.Names, ExperimentCatalog.Sections) with
        {
            Assignments = assignments,
        };
        return new Request([], SettingsLoader.Load(sources));
    }

    /// <summary>Each experiment's runs.</summary>
    /// <exception cref="UserError">A setting is impossible.</exception>
    public IReadOnlyList<PlannedExperiment> Plan() =>
        [.. Experiments.Select(experiment => new PlannedExperiment(experiment, experiment.Plan(Loaded)))];
}

/// <summary>An experiment and the runs that are wanted of it.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Runs">The runs.</param>
internal sealed record PlannedExperiment(IExperiment Experiment, IReadOnlyList<RunSpec> Runs)
{
    /// <summary>Every run of some experiments, once.</summary>
    public static RunSpec[] RunsOf(IEnumerable<PlannedExperiment> plan) =>
        [.. plan.SelectMany(entry => entry.Runs).DistinctBy(spec => spec.Id)];
}
