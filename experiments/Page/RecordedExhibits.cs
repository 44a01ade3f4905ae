using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments.Framework;
using RnnMemory.Reports;
using RnnMemory.Reports.Page;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Page;

/// <summary>An experiment's tables and figures from recorded runs of the paper's settings, with all recorded seeds.</summary>
/// <param name="store">The record.</param>
/// <param name="recorded">The recorded runs of the paper's settings, whatever their seed.</param>
/// <param name="sections">The settings sections of all experiments.</param>
internal sealed class RecordedExhibits(RunStore store, IReadOnlyList<RunSpec> recorded, IReadOnlyList<SettingsSection> sections)
{
    private readonly List<(string What, string Why)> notShown = [];

    /// <summary>What could not be shown so far.</summary>
    public IReadOnlyList<(string What, string Why)> NotShown => notShown;

    /// <summary>The report; null if no run of the experiment is recorded.</summary>
    public PageReport? Of(IExperiment experiment)
    {
        LoadedSettings loaded = Load(experiment);
        HashSet<string> ids = [.. recorded.Select(spec => spec.Id)];
        RunSpec[] possible = [.. experiment.Plan(loaded)];
        RunSpec[] plan = [.. possible.Where(spec => ids.Contains(spec.Id))];
        if (plan.Length == 0)
        {
            notShown.Add((experiment.Name, $"{experiment.Description}. No run of it is in the record."));
            return null;
        }

        MeasuredRun[] runs = [.. plan.AsParallel().AsOrdered().Select(spec => Find(experiment, spec, loaded))];
        (Exhibit Exhibit, IReadOnlyList<string> Runs)[] shown =
            [.. experiment.Items(loaded).Select(item => Show(experiment, item, loaded, runs)).OfType<(Exhibit, IReadOnlyList<string>)>()];
        return new PageReport(
            ExperimentReport.Of(experiment, [.. shown.Select(item => item.Exhibit)]),
            plan.Length == possible.Length ? Launcher.InDocuments($"run {experiment.Name.ToLowerInvariant()} --profile paper{SeedsOf(plan)}") : "",
            shown.ToDictionary(item => item.Exhibit.Name, item => item.Runs));
    }

    // The paper's settings with every seed of which a run of this experiment is recorded.
    private LoadedSettings Load(IExperiment experiment)
    {
        SettingsSources paper = SettingsSources.OfThePaper(EngineCatalog.Known.Names, sections);
        LoadedSettings loaded = SettingsLoader.Load(paper);
        string[] seeds =
        [
            .. from spec in recorded
               where experiment.CouldPlan(spec, loaded)
               group spec by spec.Seed into seed
               orderby seed.Key
               select seed.Key.ToString(CultureInfo.InvariantCulture),
        ];
        return seeds.Length == 0 ? loaded : SettingsLoader.Load(paper with
        {
            Assignments = [new SettingAssignment(nameof(HarnessSettings.Seeds), [string.Join(',', seeds)], "the record")],
        });
    }

    private MeasuredRun Find(IExperiment experiment, RunSpec spec, LoadedSettings loaded) => store.FindWithStored(
        RunIdentity.Of(spec, EngineCatalog.Known[spec.Engine]), ExperimentRuns.MeasuresOf(experiment, spec, loaded))!;

    // Runs without one of the item's measures are left out; an item without any run is not shown.
    private (Exhibit Exhibit, IReadOnlyList<string> Runs)? Show(
        IExperiment experiment, Item item, LoadedSettings loaded, IReadOnlyList<MeasuredRun> runs)
    {
        HashSet<string> ofItem = [.. ExperimentRuns.Of(experiment, item, loaded).Select(spec => spec.Id)];
        MeasuredRun[] planned = [.. runs.Where(run => item.ShowsDataOnly || ofItem.Contains(run.Run.Spec.Id))];
        MeasuredRun[] measured = [.. planned.Where(run => item.Measures(run.Run.Spec).All(run.Has))];
        string name = $"{experiment.Name}, {item.Name}: {item.Description}";
        if (measured.Length == 0)
        {
            notShown.Add((name, "No recorded run has all the measures that it needs, and the page measures nothing."));
            return null;
        }

        if (measured.Length < planned.Length && !item.ShowsDataOnly)
        {
            notShown.Add((name, string.Create(CultureInfo.InvariantCulture,
                $"Made of {measured.Length} of {planned.Length} recorded runs; the others lack a measure that it needs.")));
        }

        // The plan is what is recorded: of some models there are more seeds than of others, and none of them is waited for.
        Exhibit exhibit = item.Build(new ItemInput(loaded, [.. measured.Select(run => run.Run.Spec)], measured));
        return (exhibit, item.ShowsDataOnly ? [] : [.. measured.Select(run => run.Run.Spec.Id)]);
    }

    private static string SeedsOf(IEnumerable<RunSpec> plan)
    {
        long[] seeds = [.. plan.Select(spec => spec.Seed).Distinct().Order()];
        bool isRange = seeds.Length > 2 && seeds[^1] - seeds[0] == seeds.Length - 1;
        string list = isRange
            ? string.Create(CultureInfo.InvariantCulture, $"{seeds[0]}-{seeds[^1]}")
            : string.Join(',', seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)));
        return seeds is [0] ? "" : $" --seeds {list}";
    }
}
