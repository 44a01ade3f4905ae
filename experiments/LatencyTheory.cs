using RnnMemory.Experiments.Images;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Settings;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Experiments;

/// <summary>Table 2 as tests: a row for each model, the table of the paper and the one of all models.</summary>
[Trait("Experiment", Experiment)]
[TestCaseOrderer(typeof(ScheduleAhead<LatencyTheory>))]
public sealed class LatencyTheory : IRunTheory
{
    private const string Experiment = "Latency";
    private const string Section = SettingsSections.Mnist;

    private static readonly MnistLatency Latency = new();

    /// <inheritdoc/>
    public static IReadOnlyList<TraitedRun> Runs => ImageTheory.Traited(Plan);

    /// <summary>The rows of <see cref="Model"/>.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> ModelRows() => ImageTheory.Rows(() => Runs);

    /// <inheritdoc/>
    public static IReadOnlyList<SnapshotName> Snapshots(LoadedSettings loaded) =>
        [.. new[] { Images.Table2.Name, Images.Table2Models.Name }.Select(table => SnapshotName.Of(Experiment, table, "txt", ("profile", loaded.Profile)))];

    private static IReadOnlyList<RunSpec> Plan => Latency.Plan(HarnessSession.Settings);

    private static HarnessSettings Settings => HarnessSession.Settings;

    private static ImageSettings Mnist => Settings.Section<ImageSettings>(Section);

    private static (string, string) Profile => ("profile", HarnessSession.Profile);

    /// <summary>
    /// The answers after the last step, which latency is counted back from, are those that the model gives when it is only asked at the
    /// end: as many right ones, to the last image.
    /// </summary>
    [Theory]
    [MemberData(nameof(ModelRows))]
    public async Task Model(string model, string rate)
    {
        ImageRun run = await ImageTheory.Get(Runs, model, rate);
        int images = ModelMeasures.ImagesFor(run, Mnist);
        foreach ((KeptEpoch epoch, _) in TrainedModel.KeptEpochs(run.Run))
        {
            Measures.Latency latency = ModelMeasures.LatencyOf(run, epoch, images)!;

            Assert.Equal(ImageTheory.AccuracyOf(run, epoch, images), (double)latency.Correct / latency.Count);
            Assert.InRange(latency.Mean, 1, run.Steps);
        }
    }

    /// <summary>Latency of the models that read a line a step, as in the paper.</summary>
    [Fact]
    public async Task Table2() =>
        ImageTheory.Check(Experiment, Section, Images.Table2.Of(await ImageTheory.GetAll(Runs), Plan, Settings, Mnist), Profile);

    /// <summary>Latency of every model.</summary>
    [Fact]
    public async Task Table2Models() =>
        ImageTheory.Check(Experiment, Section, Images.Table2Models.Of(await ImageTheory.GetAll(Runs), Plan, Settings, Mnist), Profile);
}
