using RnnMemory.Experiments.Images;
using RnnMemory.Experiments.Theories;
using RnnMemory.Measures;
using RnnMemory.Runs;
using Xunit;

namespace RnnMemory.Experiments.Memory;

/// <summary>Memory as tests: a row for each model, for the table and for the figures. Not part of the paper.</summary>
[Trait("Experiment", "Memory")]
[TestCaseOrderer(typeof(ScheduleAhead<MemoryExperiment>))]
public sealed class MemoryTheory : ExperimentTheory<MemoryExperiment>
{
    /// <summary>The current input is in the state at least as well as an earlier one, and R² never exceeds 1.</summary>
    [Theory]
    [MemberData(nameof(RunRows))]
    public async Task Model(string run)
    {
        ImageSettings images = HarnessSession.Settings.Section<ImageSettings>(Experiment.Section.Name);
        MeasuredRun measured = await Measured(run, _ => MeasuredMemory.Needs(images));
        if (measured.Of(ImageMeasures.Memory(images), KeptEpoch.Best) is { } memory)
        {
            Assert.All(memory.Lags, lag => Assert.False(lag.FromState > 1));
            Assert.All(memory.Steps, step => Assert.InRange(step.Accuracy, 0, 1));
            Assert.Equal(new ImageRun(measured, measured.Run.Spec.Epochs).Steps, memory.Steps[^1].Step);
        }
    }
}
