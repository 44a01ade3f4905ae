using RnnMemory.Auditing;
using RnnMemory.Experiments.Mnist;
using RnnMemory.Experiments.Record;
using RnnMemory.Measures;
using RnnMemory.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Experiments;

/// <summary>Which measures and states of the record the tests compute again.</summary>
public sealed class ComputedAgainTests
{
    private const int Commits = 300;

    private static readonly IReadOnlyList<RunSpec> Recorded = new MnistExperiment().Plan(Planned.Paper);

    private static readonly Measure[] Measures = [new MemoryMeasure(10), new MemoryMeasure(20)];

    [Fact]
    public void One_run_is_drawn_with_all_its_measures_if_it_reads_lines_and_with_one_if_it_reads_pixels()
    {
        foreach (long seed in Enumerable.Range(0, Commits))
        {
            ComputedAgain drawn = new(Recorded, seed);

            RunSpec run = Assert.Single(Recorded, spec => drawn.MeasuresOf(spec, Measures).Count > 0);
            Assert.Equal(IsSlow(run) ? 1 : 2, drawn.MeasuresOf(run, Measures).Count);
        }
    }

    [Fact]
    public void Many_commits_together_draw_every_measure_of_every_run()
    {
        ComputedAgain[] drawn = [.. Enumerable.Range(0, Commits).Select(seed => new ComputedAgain(Recorded, seed))];

        Assert.All(Recorded, spec => Assert.All(Measures, measure => Assert.Contains(drawn, draw => draw.MeasuresOf(spec, Measures).Contains(measure))));
    }

    [Fact]
    public void Cost_is_bounded_however_many_runs_are_recorded()
    {
        RunSpec[] many = [.. Enumerable.Range(0, 10).SelectMany(seed => Recorded.Select(spec => spec with { Id = $"{spec.Id}-{seed}" }))];

        ComputedAgain drawn = new(many, 7);

        Assert.Single(many, run => drawn.MeasuresOf(run, Measures).Count > 0);
    }

    [Fact]
    public void Best_state_of_every_run_is_evaluated_and_the_last_of_all_but_those_runs_that_read_pixels_and_are_not_drawn()
    {
        foreach (long seed in Enumerable.Range(0, Commits))
        {
            ComputedAgain drawn = new(Recorded, seed);

            Assert.All(Recorded, spec => Assert.Equal(
                IsSlow(spec) && drawn.MeasuresOf(spec, Measures).Count == 0 ? StateSelection.Best : StateSelection.Kept, drawn.StatesOf(spec)));
        }
    }

    private static bool IsSlow(RunSpec spec) => spec.Id.Contains("flattened");
}
