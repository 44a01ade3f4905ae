using RnnMemory.Experiments.Images;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Settings;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Experiments;

/// <summary>Damage as tests: a row for each model, the table and the curves. Not part of the paper.</summary>
[Trait("Experiment", Experiment)]
[TestCaseOrderer(typeof(ScheduleAhead<DamageTheory>))]
public sealed class DamageTheory : IRunTheory
{
    private const string Experiment = "Damage";
    private const string Section = SettingsSections.Mnist;

    private static readonly MnistDamage Damage = new();

    /// <inheritdoc/>
    public static IReadOnlyList<TraitedRun> Runs => ImageTheory.Traited(Plan);

    /// <summary>The rows of <see cref="Model"/>.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> ModelRows() => ImageTheory.Rows(() => Runs);

    /// <inheritdoc/>
    public static IReadOnlyList<SnapshotName> Snapshots(LoadedSettings loaded) =>
    [
        SnapshotName.Of(Experiment, DamageReport.TableName, "txt", ("profile", loaded.Profile)),
        .. ImageTheory.NamesOf(Experiment, DamageReport.FigureName, ("profile", loaded.Profile)),
    ];

    private static IReadOnlyList<RunSpec> Plan => Damage.Plan(HarnessSession.Settings);

    private static HarnessSettings Settings => HarnessSession.Settings;

    private static ImageSettings Mnist => Settings.Section<ImageSettings>(Section);

    private static (string, string) Profile => ("profile", HarnessSession.Profile);

    /// <summary>On images without damage a model is as accurate as it was in training, to the last image.</summary>
    [Theory]
    [MemberData(nameof(ModelRows))]
    public async Task Model(string model, string rate)
    {
        ImageRun run = await ImageTheory.Get(Runs, model, rate);
        int images = ModelMeasures.ImagesFor(run, Mnist);
        foreach ((KeptEpoch epoch, _) in TrainedModel.KeptEpochs(run.Run))
        {
            Assert.Equal(ImageTheory.AccuracyOf(run, epoch, images), ModelMeasures.DamageOf(run, epoch, images)![0]);
        }
    }

    /// <summary>Accuracy of every model at every share of missing pixels.</summary>
    [Fact]
    public async Task Table() =>
        ImageTheory.Check(Experiment, Section, DamageReport.TableOf(await ImageTheory.GetAll(Runs), Plan, Settings, Mnist), Profile);

    /// <summary>The curves of the best models.</summary>
    [Fact]
    public async Task Curves() =>
        ImageTheory.Check(Experiment, Section, DamageReport.FigureOf(await ImageTheory.GetAll(Runs), Settings, Mnist), Profile);
}
