using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Framework;

/// <summary>Selects the runs that the exhibits of an experiment are made from.</summary>
public static class ExperimentRuns
{
    /// <summary>The runs of the plan that an item shows.</summary>
    public static IReadOnlyList<RunSpec> Of(IExperiment experiment, Item item, LoadedSettings loaded)
    {
        IReadOnlyList<RunSpec> plan = experiment.Plan(loaded);
        return item.ShowsDataOnly ? [.. plan.Take(1)] : [.. plan.Where(spec => IsShown(experiment, item, spec))];
    }

    /// <summary>All measures that the experiment's items need of a run; none if the run is another experiment's.</summary>
    public static IReadOnlyList<Measure> MeasuresOf(IExperiment experiment, RunSpec spec, LoadedSettings loaded) =>
    [
        .. experiment.Items(loaded)
            .Where(item => experiment.CouldPlan(spec, loaded) && NeedsMeasures(experiment, item, spec, loaded))
            .SelectMany(item => item.Measures(spec))
            .DistinctBy(measure => measure.Name),
    ];

    private static bool NeedsMeasures(IExperiment experiment, Item item, RunSpec spec, LoadedSettings loaded) =>
        item.ShowsDataOnly ? experiment.Plan(loaded)[0].Id == spec.Id : IsShown(experiment, item, spec);

    private static bool IsShown(IExperiment experiment, Item item, RunSpec spec)
    {
        RunRow row = experiment.Row(spec);
        return item.Shows(spec) && item.Traits.All(trait => !row.Traits.TryGetValue(trait.Key, out string? value) || value == trait.Value);
    }
}
