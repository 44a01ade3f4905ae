using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Cluster;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Cli.Requests;

/// <summary>Experiments and settings as a manifest has them: neither environment variables nor other options change them.</summary>
/// <param name="File">The manifest's path.</param>
/// <param name="Manifest">Its content.</param>
/// <param name="Request">The experiments and settings.</param>
internal sealed record ManifestRequest(string File, Manifest Manifest, Request Request)
{
    // Where the program runs, not what it trains.
    private static readonly string[] OfTheMachine = [nameof(HarnessSettings.Artifacts), nameof(HarnessSettings.Workers)];

    /// <summary>The settings that a manifest keeps, as text.</summary>
    public static IReadOnlyDictionary<string, string> Kept(LoadedSettings loaded) => new SortedDictionary<string, string>(
        loaded.Overrides.Where(setting => !OfTheMachine.Contains(setting.Name))
            .ToDictionary(setting => setting.Name, setting => setting.Value),
        StringComparer.Ordinal);

    /// <summary>Reads a manifest.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="workers">Runs to train side by side; 0: one per processor.</param>
    /// <exception cref="UserError">The manifest cannot be read, or this program does not know its experiments or settings.</exception>
    public static ManifestRequest Read(string file, int workers)
    {
        Manifest manifest = Manifest.Read(file);
        IExperiment[] experiments = [.. manifest.Experiments.Select(ExperimentCatalog.Find)];
        SettingsSources sources = SettingsSources.OfThePaper(EngineCatalog.Known.Names, ExperimentCatalog.Sections) with
        {
            Profile = manifest.Profile,
            Assignments =
            [
                .. from setting in manifest.Settings
                   select new SettingAssignment(setting.Key, setting.Value == "null" ? null : [setting.Value], file),
                new SettingAssignment(nameof(HarnessSettings.Artifacts), [manifest.Artifacts], file),
                new SettingAssignment(nameof(HarnessSettings.Workers), [workers.ToString(CultureInfo.InvariantCulture)], "--workers"),
            ],
        };
        return new ManifestRequest(file, manifest, new Request(experiments, SettingsLoader.Load(sources)));
    }

    /// <summary>The part of the plan that a task trains.</summary>
    /// <param name="task">The task.</param>
    /// <exception cref="UserError">This program would train other runs than the manifest asks for.</exception>
    public IReadOnlyList<PlannedExperiment> Part(ManifestTask task)
    {
        IReadOnlyList<PlannedExperiment> plan = Request.Plan();
        Dictionary<string, RunSpec> planned = PlannedExperiment.RunsOf(plan).ToDictionary(spec => spec.Id);
        foreach (ManifestRun run in task.Runs)
        {
            if (!planned.TryGetValue(run.Id, out RunSpec? spec)
                || RunIdentity.Of(spec, EngineCatalog.Known[spec.Engine]).Hash != run.Identity)
            {
                throw new UserError(
                    $"'{File}' asks for run '{run.Id}', but this program would train it with other settings, data or arithmetic. Use the program that wrote the manifest (commit {Manifest.Commit}, numerics {Manifest.Numerics}), or submit again with this one.");
            }
        }

        HashSet<string> ids = [.. task.Runs.Select(run => run.Id)];
        return
        [
            .. from entry in plan
               let runs = entry.Runs.Where(spec => ids.Contains(spec.Id)).ToArray()
               where runs.Length > 0
               select entry with { Runs = runs },
        ];
    }
}
