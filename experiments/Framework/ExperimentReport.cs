using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Framework;

/// <summary>All tables and figures of an experiment.</summary>
public static class ExperimentReport
{
    /// <summary>All items of an experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="loaded">The settings of the plan.</param>
    /// <param name="runs">The available runs with all measures that the items need.</param>
    public static Report Of(IExperiment experiment, LoadedSettings loaded, IReadOnlyList<MeasuredRun> runs)
    {
        Exhibit[] exhibits = [.. experiment.Items(loaded).Select(item => Exhibit(experiment, item, loaded, runs))];
        return Of(experiment, exhibits);
    }

    /// <summary>A report with only some exhibits.</summary>
    public static Report Of(IExperiment experiment, params IReadOnlyList<Exhibit> exhibits) =>
        new(experiment.Name, [.. exhibits.OfType<Table>()], [.. exhibits.OfType<Figure>()]);

    /// <summary>One item.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="item">The item.</param>
    /// <param name="loaded">The settings of the plan.</param>
    /// <param name="runs">The available runs; those that the item does not show are left out.</param>
    public static Exhibit Exhibit(IExperiment experiment, Item item, LoadedSettings loaded, IReadOnlyList<MeasuredRun> runs)
    {
        IReadOnlyList<RunSpec> plan = ExperimentRuns.Of(experiment, item, loaded);
        HashSet<string> shown = [.. plan.Select(spec => spec.Id)];
        return item.Build(new ItemInput(loaded, plan, [.. runs.Where(run => shown.Contains(run.Run.Spec.Id))]));
    }
}
