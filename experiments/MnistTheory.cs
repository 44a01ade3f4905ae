using RnnMemory.Experiments.Images;
using RnnMemory.Reports;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Settings;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Experiments;

/// <summary>Section 3.2 as tests: a row for each of the 26 models, Tables 3 and 4, convergence, and Fig. 9.</summary>
[Trait("Experiment", Experiment)]
[TestCaseOrderer(typeof(ScheduleAhead<MnistTheory>))]
public sealed class MnistTheory : IRunTheory
{
    private const string Experiment = "Mnist";

    private static readonly Mnist Mnist = new();

    /// <inheritdoc/>
    public static IReadOnlyList<TraitedRun> Runs => ImageTheory.Traited(Plan);

    /// <summary>The rows of <see cref="Run"/>.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> RunRows() => ImageTheory.Rows(() => Runs);

    /// <inheritdoc/>
    public static IReadOnlyList<SnapshotName> Snapshots(LoadedSettings loaded)
    {
        (string, string) profile = ("profile", loaded.Profile);
        return
        [
            .. ImagePlan.Rows(loaded.Settings.Section<ImageSettings>(SettingsSections.Mnist))
                .Select(row => ImageTheory.NameOf(Experiment, row.Model, row.Rate, profile)),
            .. new[] { Images.Table3.Name, Images.Table4.Name, ConvergenceTable.Name }.Select(table => SnapshotName.Of(Experiment, table, "txt", profile)),
            .. ImageTheory.NamesOf(Experiment, Images.Figure9.Name, profile),
        ];
    }

    private static IReadOnlyList<RunSpec> Plan => Mnist.Plan(HarnessSession.Settings);

    private static (string, string) Profile => ("profile", HarnessSession.Profile);

    /// <summary>One run is what it was when its snapshot was accepted, bit for bit.</summary>
    [Theory]
    [MemberData(nameof(RunRows))]
    public async Task Run(string model, string rate)
    {
        ImageRun run = await ImageTheory.Get(Runs, model, rate);

        HarnessSession.Compare(Experiment, (ImageTheory.NameOf(Experiment, model, rate, Profile), RunRecord.Of(run.Run)));
    }

    /// <summary>Every model at its best epoch.</summary>
    [Fact]
    public async Task Table3() => await Check(runs => Images.Table3.Of(runs, Plan));

    /// <summary>The best model of each representation.</summary>
    [Fact]
    public async Task Table4() => await Check(runs => Images.Table4.Of(runs, Plan));

    /// <summary>How fast each model learned.</summary>
    [Fact]
    public async Task Convergence() => await Check(runs => ConvergenceTable.Of(runs, Plan));

    /// <summary>Test accuracy over epochs.</summary>
    [Fact]
    public async Task Figure9() => ImageTheory.Check(Experiment, Experiment, Images.Figure9.Of(await ImageTheory.GetAll(Runs)), Profile);

    private static async Task Check(Func<IReadOnlyList<ImageRun>, Table> table) =>
        ImageTheory.Check(Experiment, Experiment, table(await ImageTheory.GetAll(Runs)), Profile);
}
