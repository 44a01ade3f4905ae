using RnnMemory.Experiments.Images;
using RnnMemory.Experiments.Theories;
using RnnMemory.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Experiments.Latency;

/// <summary>Table 2 as tests: a row for each model, for the table of the paper and for the one of all models.</summary>
[Trait("Experiment", "Latency")]
[TestCaseOrderer(typeof(ScheduleAhead<LatencyExperiment>))]
public sealed class LatencyTheory : ExperimentTheory<LatencyExperiment>
{
    /// <summary>
    /// The answers after the last step, from which latency is counted back, equal those of a model that is read only at the last step:
    /// exactly as many are right.
    /// </summary>
    [Theory]
    [MemberData(nameof(RunRows))]
    public async Task Model(string run)
    {
        ImageSettings images = HarnessSession.Settings.Section<ImageSettings>(Experiment.Section.Name);
        MeasuredRun measured = await Measured(run, spec => [.. MeasuredLatency.Needs(spec, images), ImageMeasures.Damage(spec, images)]);
        RunSpec spec = measured.Run.Spec;
        foreach (KeptEpoch kept in Enum.GetValues<KeptEpoch>())
        {
            if (measured.Of(ImageMeasures.Latency(spec, images), kept) is { } latency)
            {
                // The first damage level is no damage.
                Assert.Equal(measured.Of(ImageMeasures.Damage(spec, images), kept)![0], (double)latency.Correct / latency.Count);
                Assert.InRange(latency.Mean, 1, new ImageRun(measured, spec.Epochs).Steps);
            }
        }
    }
}
