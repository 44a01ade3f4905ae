using RnnMemory.Experiments.Mnist;
using RnnMemory.Experiments.Record;
using RnnMemory.Measures;
using RnnMemory.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Experiments;

/// <summary>Which measures of the record the tests compute again.</summary>
public sealed class MeasuredAgainTests
{
    private const int Commits = 300;

    private static readonly IReadOnlyList<RunSpec> Recorded = new MnistExperiment().Plan(Planned.Paper);

    private static readonly Measure[] Measures = [new MemoryMeasure(10), new MemoryMeasure(20)];

    [Fact]
    public void One_run_is_drawn_with_all_its_measures_if_it_reads_lines_and_with_one_if_it_reads_pixels()
    {
        foreach (long seed in Enumerable.Range(0, Commits))
        {
            MeasuredAgain drawn = new(Recorded, seed);

            RunSpec run = Assert.Single(Recorded, spec => drawn.Of(spec, Measures).Count > 0);
            Assert.Equal(IsSlow(run) ? 1 : 2, drawn.Of(run, Measures).Count);
        }
    }

    [Fact]
    public void Many_commits_together_draw_every_measure_of_every_run()
    {
        MeasuredAgain[] drawn = [.. Enumerable.Range(0, Commits).Select(seed => new MeasuredAgain(Recorded, seed))];

        Assert.All(Recorded, spec => Assert.All(Measures, measure => Assert.Contains(drawn, draw => draw.Of(spec, Measures).Contains(measure))));
    }

    [Fact]
    public void Cost_is_bounded_however_many_runs_are_recorded()
    {
        RunSpec[] many = [.. Enumerable.Range(0, 10).SelectMany(seed => Recorded.Select(spec => spec with { Id = $"{spec.Id}-{seed}" }))];

        MeasuredAgain drawn = new(many, 7);

        Assert.Single(many, run => drawn.Of(run, Measures).Count > 0);
    }

    private static bool IsSlow(RunSpec spec) => spec.Id.Contains("flattened");
}
