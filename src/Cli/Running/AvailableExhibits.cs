using System.Globalization;
using RnnMemory.Engines;
using RnnMemory.Experiments.Framework;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Cli.Running;

/// <summary>A table or figure that was made.</summary>
/// <param name="Item">Its description.</param>
/// <param name="Exhibit">Itself, without notes on settings and the record.</param>
/// <param name="IsWhole">Whether it shows all the runs that it should.</param>
internal sealed record MadeExhibit(Item Item, Exhibit Exhibit, bool IsWhole = true);

/// <summary>The tables and figures of an experiment that can be made of the runs at hand.</summary>
/// <param name="Made">What was made.</param>
/// <param name="NotMade">Names of items for which every run or a measure of every run is missing.</param>
/// <param name="Runs">The runs that they show.</param>
internal sealed record AvailableExhibits(
    IReadOnlyList<MadeExhibit> Made, IReadOnlyList<string> NotMade, IReadOnlyList<FinishedRun> Runs)
{
    /// <summary>Of all runs of the plan, with every measure.</summary>
    public static AvailableExhibits OfAll(IExperiment experiment, LoadedSettings loaded, IReadOnlyList<MeasuredRun> runs) => new(
        [.. experiment.Items(loaded).Select(item => new MadeExhibit(item, ExperimentReport.Exhibit(experiment, item, loaded, runs)))],
        [],
        [.. runs.Select(run => run.Run)]);

    /// <summary>
    /// Of the finished runs, as far as their measures are stored. What shows fewer runs than it should says so.
    /// </summary>
    public static AvailableExhibits OfStored(IExperiment experiment, LoadedSettings loaded, RunStore store)
    {
        List<MadeExhibit> made = [];
        List<string> notMade = [];
        Dictionary<string, FinishedRun> shown = new(StringComparer.Ordinal);
        foreach (Item item in experiment.Items(loaded))
        {
            IReadOnlyList<RunSpec> planned = ExperimentRuns.Of(experiment, item, loaded);
            MeasuredRun[] runs = [.. planned.Select(spec => Find(store, spec, item.Measures(spec))).OfType<MeasuredRun>()];
            if (runs.Length == 0 && planned.Count > 0)
            {
                notMade.Add(item.Name);
                continue;
            }

            Array.ForEach(runs, run => shown[run.Run.Spec.Id] = run.Run);
            Exhibit exhibit = ExperimentReport.Exhibit(experiment, item, loaded, runs);
            made.Add(new MadeExhibit(item, Marked(exhibit, planned.Count - runs.Length, planned.Count), runs.Length == planned.Count));
        }

        return new AvailableExhibits(made, notMade, [.. shown.Values]);
    }

    private static Exhibit Marked(Exhibit exhibit, int missing, int planned)
    {
        string note = string.Create(
            CultureInfo.InvariantCulture, $"Without {missing} of {planned} runs, which need a data set that is not on this machine.");
        return missing == 0 ? exhibit : exhibit switch
        {
            Table table => table with { Notes = [.. table.Notes, note] },
            _ => exhibit with { Title = $"{exhibit.Title}, incomplete" },
        };
    }

    // Null as well where the hash of the data is unknown, and with it which stored run this would be.
    private static MeasuredRun? Find(RunStore store, RunSpec spec, IReadOnlyList<Measure> measures) =>
        spec.Task.DataHash is null ? null : store.Find(RunIdentity.Of(spec, EngineCatalog.Known[spec.Engine]), measures);
}
