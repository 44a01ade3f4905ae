using RnnMemory.Experiments.Digits;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Increment;
using RnnMemory.Experiments.Latency;
using RnnMemory.Experiments.Mnist;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Experiments;

/// <summary>Which measures the experiments need of a run.</summary>
public sealed class ExperimentRunsTests
{
    [Fact]
    public void No_measure_is_needed_of_another_experiments_runs()
    {
        RunSpec image = new MnistExperiment().Plan(Planned.Paper)[0], number = new IncrementExperiment().Plan(Planned.Paper)[0];

        Assert.Empty(ExperimentRuns.MeasuresOf(new IncrementExperiment(), image, Planned.Paper));
        Assert.Empty(ExperimentRuns.MeasuresOf(new MnistExperiment(), number, Planned.Paper));
        Assert.Empty(ExperimentRuns.MeasuresOf(new DigitsExperiment(), image, Planned.Paper));
    }

    [Fact]
    public void A_run_with_another_seed_needs_the_measures_of_the_planned_one()
    {
        foreach (IExperiment experiment in new IExperiment[] { new IncrementExperiment(), new LatencyExperiment() })
        {
            RunSpec planned = experiment.Plan(Planned.Paper)[^1], other = experiment.Plan(Planned.With("paper", "Seeds=7"))[^1];

            Assert.NotEqual(planned.Id, other.Id);
            Assert.Equal(
                ExperimentRuns.MeasuresOf(experiment, planned, Planned.Paper).Select(measure => measure.Name),
                ExperimentRuns.MeasuresOf(experiment, other, Planned.Paper).Select(measure => measure.Name));
        }
    }
}
