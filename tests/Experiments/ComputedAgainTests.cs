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
            ComputedAgain drawn = new(Recorded, seed, everyState: false);

            RunSpec run = Assert.Single(Recorded, spec => drawn.MeasuresOf(spec, Measures).Count > 0);
            Assert.Equal(IsSlow(run) ? 1 : 2, drawn.MeasuresOf(run, Measures).Count);
        }
    }

    [Fact]
    public void Many_commits_together_draw_every_measure_of_every_run()
    {
        ComputedAgain[] drawn = [.. Enumerable.Range(0, Commits).Select(seed => new ComputedAgain(Recorded, seed, everyState: false))];

        Assert.All(Recorded, spec => Assert.All(Measures, measure => Assert.Contains(drawn, draw => draw.MeasuresOf(spec, Measures).Contains(measure))));
    }

    [Fact]
    public void Cost_is_bounded_however_many_runs_are_recorded()
    {
        RunSpec[] many = [.. Enumerable.Range(0, 10).SelectMany(seed => Recorded.Select(spec => spec with { Id = $"{spec.Id}-{seed}" }))];

        ComputedAgain drawn = new(many, 7, everyState: false);

        Assert.Single(many, run => drawn.MeasuresOf(run, Measures).Count > 0);
    }

    [Fact]
    public void Kept_states_of_all_runs_that_read_lines_are_evaluated_and_some_best_states_of_those_that_read_pixels()
    {
        foreach (long seed in Enumerable.Range(0, Commits))
        {
            ComputedAgain again = new(Recorded, seed, everyState: false);

            RunSpec drawn = Assert.Single(Recorded, spec => again.MeasuresOf(spec, Measures).Count > 0);
            Assert.All(Recorded.Where(spec => !IsSlow(spec)).Append(drawn), spec => Assert.Equal(StateSelection.Kept, again.StatesOf(spec)));
            Assert.InRange(Recorded.Count(spec => again.StatesOf(spec) == StateSelection.Best), ComputedAgain.SlowRuns - 1, ComputedAgain.SlowRuns);
        }
    }

    [Fact]
    public void Many_commits_together_evaluate_the_best_and_the_last_state_of_every_run()
    {
        ComputedAgain[] commits = [.. Enumerable.Range(0, Commits).Select(seed => new ComputedAgain(Recorded, seed, everyState: false))];

        Assert.All(Recorded.Where(IsSlow), spec =>
        {
            Assert.Contains(commits, again => again.StatesOf(spec) == StateSelection.Best);
            Assert.Contains(commits, again => again.StatesOf(spec) == StateSelection.Kept);
        });
    }

    [Fact]
    public void Where_every_state_is_asked_for_none_is_left_out() =>
        Assert.All(Recorded, spec => Assert.Equal(StateSelection.Kept, new ComputedAgain(Recorded, 3, everyState: true).StatesOf(spec)));

    private static bool IsSlow(RunSpec spec) => spec.Id.Contains("flattened");
}
