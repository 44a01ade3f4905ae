using RnnMemory.Engines;
using RnnMemory.Experiments.Images;
using RnnMemory.Reports;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Experiments;

/// <summary>
/// What the runs of full size that are part of the repository show, under every profile: as many of the paper's 26 models as are recorded,
/// 244 epochs each. Nothing is trained; every record and state is verified before it is believed.
/// </summary>
[Trait("Experiment", "Record")]
public sealed class FullSizeRecordTheory : IRunTheory
{
    private const string OfMnist = "Mnist";
    private const string OfLatency = "Latency";
    private const string OfDamage = "Damage";

    private static readonly (string, string)[] Parameters = [("record", "full-size")];

    private static readonly HarnessSettings Paper = PaperSettings.Value;

    private static readonly IReadOnlyList<RunSpec> Plan = new Mnist().Plan(Paper);

    // Tests of this class share what was read; one run is a few hundred kilobytes.
    private static readonly Lazy<IReadOnlyList<ImageRun>> Recorded = new(Read);

    /// <inheritdoc/>
    public static IReadOnlyList<TraitedRun> Runs => [];

    /// <inheritdoc/>
    public static IReadOnlyList<SnapshotName> Snapshots(LoadedSettings loaded) =>
    [
        .. new[] { Table3.Name, Table4.Name, ConvergenceTable.Name }.Select(table => SnapshotName.Of(OfMnist, table, "txt", Parameters)),
        .. ImageTheory.NamesOf(OfMnist, Figure9.Name, Parameters),
        .. new[] { Table2.Name, Table2Models.Name }.Select(table => SnapshotName.Of(OfLatency, table, "txt", Parameters)),
        .. ImageTheory.NamesOf(OfDamage, DamageReport.FigureName, Parameters),
    ];

    /// <summary>Tables 3 and 4, convergence, and test accuracy over epochs.</summary>
    [Fact]
    public void Scores()
    {
        IReadOnlyList<ImageRun> runs = RecordedOrSkip();
        ImageTheory.CheckRecord(
            new Report(OfMnist, [Table3.Of(runs, Plan), Table4.Of(runs, Plan), ConvergenceTable.Of(runs, Plan)], [Figure9.Of(runs)]), Parameters);
    }

    /// <summary>Table 2, and latency model by model.</summary>
    [Fact]
    public void Latency()
    {
        IReadOnlyList<ImageRun> runs = RecordedOrSkip();
        ImageTheory.CheckRecord(
            new Report(OfLatency, [Table2.Of(runs, Plan, Paper, Paper.Mnist), Table2Models.Of(runs, Plan, Paper, Paper.Mnist)], []), Parameters);
    }

    /// <summary>The damage curves of the best model of each representation.</summary>
    [Fact]
    public void Damage() =>
        ImageTheory.CheckRecord(new Report(OfDamage, [], [DamageReport.FigureOf(RecordedOrSkip(), Paper, Paper.Mnist)]), Parameters);

    private static IReadOnlyList<ImageRun> RecordedOrSkip()
    {
        Assert.SkipWhen(!new RecordedRuns(RecordedRuns.Folder).Ids().Any(), "No run of full size is recorded under expected/runs.");
        ImageTheory.RequireData(ImageTheory.Traited(Plan));
        return Recorded.Value;
    }

    private static IReadOnlyList<ImageRun> Read()
    {
        var store = new RunStore(RecordedRuns.Folder);
        return [.. Plan.Select(spec => store.Find(RunIdentity.Of(spec, EngineCatalog.Known[spec.Engine], spec.Task.Open(spec.Seed)))).OfType<FinishedRun>().Select(run => new ImageRun(run))];
    }
}
