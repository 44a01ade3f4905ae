using System.Globalization;
using RnnMemory.Reports;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Settings;
using Xunit;
using Xunit.v3;

namespace RnnMemory.Experiments;

/// <summary>The increment experiment as tests: a row for each run, the table, and a row for each of Figs. 5-7.</summary>
[Trait("Experiment", Experiment)]
[TestCaseOrderer(typeof(ScheduleAhead<IncrementTheory>))]
public sealed class IncrementTheory : IRunTheory
{
    private const string Experiment = "Increment";

    private static readonly Increment Increment = new();

    /// <inheritdoc/>
    public static IReadOnlyList<TraitedRun> Runs => Traited(HarnessSession.Settings);

    /// <summary>The rows of <see cref="Run"/>.</summary>
    public static IEnumerable<TheoryDataRow<string, string, string>> RunRows() => HarnessSession.RowsOr(
        new TheoryDataRow<string, string, string>("?", "?", "?"),
        () => from run in Runs
              let row = Increment.Row(run.Spec)
              select new TheoryDataRow<string, string, string>(row.Size, row.Cell, row.Order).WithTraits(run.Traits));

    /// <summary>The rows of <see cref="Figure"/>.</summary>
    public static IEnumerable<TheoryDataRow<string>> FigureRows() => HarnessSession.RowsOr(
        new TheoryDataRow<string>("?"),
        () => from size in HarnessSession.Settings.Section<IncrementSettings>(SettingsSections.Increment).Sizes
              let number = IncrementFigures.NumberOf(size)
              let traits = new Dictionary<string, string> { ["Size"] = size, ["Figure"] = number?.ToString(CultureInfo.InvariantCulture) ?? size }
              select new TheoryDataRow<string>(size).WithTraits(traits));

    /// <inheritdoc/>
    public static IReadOnlyList<SnapshotName> Snapshots(LoadedSettings loaded) =>
    [
        .. Increment.Rows(loaded.Settings.Section<IncrementSettings>(SettingsSections.Increment)).Select(NameOf),
        TableName,
        .. from size in loaded.Settings.Section<IncrementSettings>(SettingsSections.Increment).Sizes
           from figure in IncrementFigures.NamesOf(size)
           from extension in new[] { "txt", "svg" }
           select SnapshotName.Of(Experiment, figure, extension),
    ];

    /// <summary>The runs under any settings, with the traits of their rows.</summary>
    public static IReadOnlyList<TraitedRun> Traited(HarnessSettings settings) =>
    [
        .. from spec in Increment.Plan(settings)
           let row = Increment.Row(spec)
           select new TraitedRun(spec, new Dictionary<string, string> { ["Size"] = row.Size, ["Cell"] = row.Cell, ["Order"] = row.Order }),
    ];

    private static SnapshotName TableName { get; } = SnapshotName.Of(Experiment, "Table", "txt");

    /// <summary>One run is what it was when its snapshot was accepted, bit for bit.</summary>
    [Theory]
    [MemberData(nameof(RunRows))]
    public async Task Run(string size, string cell, string order)
    {
        var row = new IncrementRow(size, cell, order);
        FinishedRun run = await HarnessSession.Scheduler.Get(Runs.First(run => Increment.Row(run.Spec) == row).Spec);

        HarnessSession.Compare(Experiment, (NameOf(row), RunRecord.Of(run)));
    }

    /// <summary>The table of all runs.</summary>
    [Fact]
    [Trait("Table", Experiment)]
    public async Task Table()
    {
        Report report = await ReportOf(Runs);

        HarnessSession.Write(report with { Figures = [] });
        HarnessSession.Compare(Experiment, [.. report.Tables.Select(table => (TableName, TableFormat.Text(table)))]);
    }

    /// <summary>One of Figs. 5-7, drawn over all outputs and over the second half.</summary>
    [Theory]
    [MemberData(nameof(FigureRows))]
    public async Task Figure(string size)
    {
        Report report = await ReportOf(Runs.Where(run => run.Traits["Size"] == size));

        HarnessSession.Write(report with { Tables = [] });
        HarnessSession.Compare(Experiment, [.. report.Figures.SelectMany(figure => HarnessSession.SnapshotsOf(Experiment, figure))]);
    }

    private static async Task<Report> ReportOf(IEnumerable<TraitedRun> runs) =>
        Increment.Report(HarnessSession.Settings, await Task.WhenAll(runs.Select(run => HarnessSession.Scheduler.Get(run.Spec))));

    private static SnapshotName NameOf(IncrementRow row) =>
        SnapshotName.Of(Experiment, "Run", "txt", ("size", row.Size), ("cell", row.Cell), ("order", row.Order));
}
