using RnnMemory.Experiments.Images;
using RnnMemory.Experiments.Theories;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Experiments.Damage;

/// <summary>Damage as tests: a row for each model, for the table and for the curves. Not part of the paper.</summary>
[Trait("Experiment", "Damage")]
[TestCaseOrderer(typeof(ScheduleAhead<DamageExperiment>))]
public sealed class DamageTheory : ExperimentTheory<DamageExperiment>
{
    /// <summary>On all images without damage, a model names exactly as many images correctly as it did in training.</summary>
    [Theory]
    [MemberData(nameof(RunRows))]
    public async Task Model(string run)
    {
        ImageSettings images = HarnessSession.Settings.Section<ImageSettings>(Experiment.Section.Name);
        MeasuredRun measured = await Measured(run, spec => DamageTable.Needs(spec, images));
        RunSpec spec = measured.Run.Spec;
        bool onAllImages = measured.Of(ImageMeasures.LastInk(spec, images)).Images == measured.Of(ImageMeasures.Classes).Count;
        foreach (KeptEpoch kept in Enum.GetValues<KeptEpoch>())
        {
            if (measured.Of(ImageMeasures.Damage(spec, images), kept) is { } accuracies && onAllImages)
            {
                Assert.Equal(measured.Run.Kept(kept)!.Metrics[ImageMetrics.TestAccuracy], accuracies[0]);
            }
        }
    }
}
