using RnnMemory.Experiments.Framework;
using RnnMemory.Reports;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Experiments.Theories;

/// <summary>A test class of an experiment.</summary>
public interface IExperimentTheory
{
    /// <summary>Every snapshot that its tests compare under these settings; any other snapshot under expected/ is an orphan.</summary>
    static abstract IReadOnlyList<SnapshotName> Snapshots(LoadedSettings loaded);
}

/// <summary>An experiment as tests: a row for each table and figure, built from its runs and compared with expected/.</summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
public abstract class ExperimentTheory<TExperiment> : IExperimentTheory
    where TExperiment : IExperiment, new()
{
    /// <summary>The experiment.</summary>
    protected static TExperiment Experiment { get; } = new();

    /// <summary>A row for each run of the plan: its id.</summary>
    public static IEnumerable<TheoryDataRow<string>> RunRows() => HarnessSession.RowsOr(
        new TheoryDataRow<string>("?"),
        () => from spec in Experiment.Plan(HarnessSession.Loaded)
              select new TheoryDataRow<string>(spec.Id).WithTraits(Experiment.Row(spec).Traits));

    /// <summary>A row for each table and figure: its name.</summary>
    public static IEnumerable<TheoryDataRow<string>> ItemRows() => HarnessSession.RowsOr(
        new TheoryDataRow<string>("?"),
        () => from item in Experiment.Items(HarnessSession.Loaded)
              select new TheoryDataRow<string>(item.Name).WithTraits(RowTraits.Of(item)));

    /// <inheritdoc/>
    public static IReadOnlyList<SnapshotName> Snapshots(LoadedSettings loaded) =>
        [.. Experiment.Items(loaded).SelectMany(item => ItemSnapshots.NamesOf(Experiment, item, loaded.Profile))];

    /// <summary>One table or figure equals its accepted snapshot.</summary>
    [Theory]
    [MemberData(nameof(ItemRows))]
    public async Task Item(string name)
    {
        LoadedSettings loaded = HarnessSession.Loaded;
        Item item = Experiment.Items(loaded).First(item => item.Name == name);
        MeasuredRun[] runs = await Task.WhenAll(
            ExperimentRuns.Of(Experiment, item, loaded).Select(spec => HarnessSession.Get(spec, item.Measures(spec))));
        Exhibit exhibit = ExperimentReport.Exhibit(Experiment, item, loaded, runs);

        HarnessSession.Write(RecordNote.Add(ExperimentReport.Of(Experiment, exhibit), [.. runs.Select(run => run.Run)]));
        HarnessSession.Compare(Experiment.Section.Name, ItemSnapshots.Of(Experiment, item, exhibit, loaded.Profile));
    }

    /// <summary>A run of the plan with some measures, trained and measured if necessary.</summary>
    /// <param name="id">The run.</param>
    /// <param name="measures">The measures of the run.</param>
    protected static Task<MeasuredRun> Measured(string id, Func<RunSpec, IReadOnlyList<Measure>> measures)
    {
        // The plan comes first: if the settings are wrong, its error says how.
        RunSpec spec = Experiment.Plan(HarnessSession.Loaded).First(spec => spec.Id == id);
        return HarnessSession.Get(spec, measures(spec));
    }
}
