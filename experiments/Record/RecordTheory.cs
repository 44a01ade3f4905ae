using RnnMemory.Auditing;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Theories;
using RnnMemory.Paper.Observed;
using RnnMemory.Reports;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Streams;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Experiments.Record;

/// <summary>
/// The results of the full-size runs that are part of the repository, under every profile: every table and figure of the experiments
/// whose runs are recorded. Nothing is trained, and every record is verified before it is used. No data set is needed if the measures are
/// recorded too.
/// </summary>
[Trait("Experiment", "Record")]
public sealed class RecordTheory : IExperimentTheory
{
    private static readonly (string, string)[] Parameters = [.. ItemSnapshots.FullSize];

    private static readonly long Seed = CommitDraw.Seed(WorkingCommit.Of(RepositoryRoot.Find()));

    private static readonly bool IsInCI = HarnessEnvironment.Current().IsSet("CI");

    private static readonly int OtherRuns = IsInCI ? 3 : 1;

    private static readonly ComputedAgain Again = new([.. RecordedSpecs()], Seed, everyState: IsInCI);

    /// <summary>A row for each table and figure: experiment and name.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> ItemRows() =>
        from shown in Shown()
        select new TheoryDataRow<string, string>(shown.Experiment.Name, shown.Item.Name).WithTraits(RowTraits.Of(shown.Item));

    /// <summary>A row for each recorded run.</summary>
    public static IEnumerable<TheoryDataRow<string>> RunRows() =>
        RecordedSpecs().Select(spec => new TheoryDataRow<string>(spec.Id));

    /// <inheritdoc/>
    public static IReadOnlyList<SnapshotName> Snapshots(LoadedSettings loaded) =>
        [.. Shown().Where(shown => !shown.Item.ShowsDataOnly)
            .SelectMany(shown => ItemSnapshots.NamesOf(shown.Experiment, shown.Item, Parameters))];

    /// <summary>One table or figure equals its accepted snapshot.</summary>
    [Theory]
    [MemberData(nameof(ItemRows))]
    public async Task Item(string experiment, string name)
    {
        LoadedSettings paper = HarnessSession.Paper;
        (IExperiment recorded, Item item) = Shown().First(shown => shown.Experiment.Name == experiment && shown.Item.Name == name);
        MeasuredRun[] runs = await Task.WhenAll(
            from spec in ExperimentRuns.Of(recorded, item, paper)
            where HarnessSession.IsRecorded(spec)
            select HarnessSession.GetRecorded(spec, item.Measures(spec)));
        Exhibit exhibit = ExperimentReport.Exhibit(recorded, item, paper, runs);

        HarnessSession.WriteRecord(ExperimentReport.Of(recorded, exhibit));

        // What shows the data set alone is the experiment's own snapshot.
        HarnessSession.CompareAlways(paper.Settings.Engine, ItemSnapshots.Of(recorded, exhibit, item.ShowsDataOnly ? [] : Parameters));
    }

    /// <summary>
    /// The states that a run's tables and figures are made of have the accuracies of the record's lines, and recorded measures are
    /// theirs. The measures of some runs, and the states of some whose evaluation takes long, are computed, of other runs with each commit;
    /// where CI is set all states are, and an audit computes everything. Without the data set nothing can be computed.
    /// </summary>
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(RunRows))]
    public void States(string id) => HaveWhatIsRecorded(id, Again.StatesOf, Again.MeasuresOf);

    /// <summary>
    /// The same of runs with other seeds and settings, which the verdicts are made of, with every measure. There are hundreds, so one is
    /// drawn with each commit, or three where CI is set, from those whose data are at hand.
    /// </summary>
    [Fact]
    public void OtherStates()
    {
        RunStore records = new(RecordedRuns.Folder);
        string[] others =
        [
            .. new RecordedRuns(RecordedRuns.Folder).Ids().Except(RecordedSpecs().Select(spec => spec.Id))
                .Where(id => records.FinishedSpec(id)!.Task.IsDataAtHand()),
        ];
        int[] order = new RandomStream(Seed, "record/others").Permutation(others.Length);
        Assert.All(order.Take(OtherRuns), index => HaveWhatIsRecorded(
            others[index], _ => StateSelection.Kept, (_, measures) => [.. measures]));
    }

    private static void HaveWhatIsRecorded(
        string id, Func<RunSpec, StateSelection> states, Func<RunSpec, IEnumerable<Measure>, IReadOnlyList<Measure>> measures)
    {
        RunSpec spec = new RunStore(RecordedRuns.Folder).FinishedSpec(id)!;
        Assert.SkipUnless(spec.Task.IsDataAtHand(), $"The data of '{id}' is not on this machine.");
        List<string> report = [];
        Audit audit = new(EngineCatalog.Known, report.Add)
        {
            States = states,
            Measures = run => measures(
                run,
                HarnessSession.Experiments.SelectMany(experiment => ExperimentRuns.MeasuresOf(experiment, run, HarnessSession.Paper))
                    .Concat(RunObservations.MeasuresOf(run)).DistinctBy(measure => measure.Name)),
        };

        AuditOutcome outcome = audit.Run(
            AuditScope.Of([RecordedRuns.Folder], id, EngineCatalog.Known).Runs, [], TestContext.Current.CancellationToken);

        Assert.True(outcome.IsClean, string.Join('\n', report));
    }

    private static IEnumerable<RunSpec> RecordedSpecs() =>
        HarnessSession.Experiments.SelectMany(experiment => experiment.Plan(HarnessSession.Paper)).DistinctBy(spec => spec.Id)
            .Where(HarnessSession.IsRecorded);

    private static IEnumerable<(IExperiment Experiment, Item Item)> Shown() =>
        from experiment in HarnessSession.Experiments
        where experiment.Plan(HarnessSession.Paper).Any(HarnessSession.IsRecorded)
        from item in experiment.Items(HarnessSession.Paper)
        select (experiment, item);
}
