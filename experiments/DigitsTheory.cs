using RnnMemory.Experiments.Images;
using RnnMemory.Reports;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Experiments;

/// <summary>Section 3.2 on the embedded digits: a row for each model, and every table and figure. The same under all profiles.</summary>
[Trait("Experiment", Experiment)]
[TestCaseOrderer(typeof(ScheduleAhead<DigitsTheory>))]
public sealed class DigitsTheory : IRunTheory
{
    private const string Experiment = "Digits";

    private static readonly EmbeddedDigits Digits = new();

    private static readonly string[] Tables =
        [Table3.Name, Table4.Name, ConvergenceTable.Name, Table2.Name, Table2Models.Name, DamageReport.TableName];

    /// <inheritdoc/>
    public static IReadOnlyList<TraitedRun> Runs => ImageTheory.Traited(Digits.Plan(HarnessSession.Settings));

    /// <summary>The rows of <see cref="Run"/>.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> RunRows() => ImageTheory.Rows(() => Runs);

    /// <inheritdoc/>
    public static IReadOnlyList<SnapshotName> Snapshots(LoadedSettings loaded) =>
    [
        .. ImagePlan.Rows(loaded.Settings.Section<ImageSettings>(SettingsSections.Digits))
            .Select(row => ImageTheory.NameOf(Experiment, row.Model, row.Rate)),
        .. Tables.Concat([Table1.Name, Figure8.Name]).Select(name => SnapshotName.Of(Experiment, name, "txt")),
        .. new[] { Figure9.Name, DamageReport.FigureName }.SelectMany(figure => ImageTheory.NamesOf(Experiment, figure)),
    ];

    /// <summary>One run is what it was when its snapshot was accepted, bit for bit.</summary>
    [Theory]
    [MemberData(nameof(RunRows))]
    public async Task Run(string model, string rate)
    {
        ImageRun run = await ImageTheory.Get(Runs, model, rate);

        HarnessSession.Compare(Experiment, (ImageTheory.NameOf(Experiment, model, rate), RunRecord.Of(run.Run)));
    }

    /// <summary>Every table and figure.</summary>
    [Fact]
    public async Task Report()
    {
        IReadOnlyList<ImageRun> runs = await ImageTheory.GetAll(Runs);
        Report report = Digits.Report(HarnessSession.Settings, [.. runs.Select(run => run.Run)]);

        HarnessSession.Write(report);
        HarnessSession.Compare(
            Experiment,
            [
                .. report.Tables.Select(table => (SnapshotName.Of(Experiment, table.Name, "txt"), TableFormat.Text(table))),
                .. report.Figures.SelectMany(figure => HarnessSession.SnapshotsOf(Experiment, figure)),
            ]);
    }
}
