using RnnMemory.Experiments.Mnist;
using RnnMemory.Experiments.Record;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Experiments;

/// <summary>Which measures of the record the tests compute again.</summary>
public sealed class MeasuredAgainTests
{
    private const int Commits = 200;

    private static readonly IReadOnlyList<RunSpec> Recorded = new MnistExperiment().Plan(Planned.Paper);

    [Fact]
    public void Every_run_that_reads_lines_is_drawn_each_time_and_one_that_reads_pixels()
    {
        foreach (long seed in Enumerable.Range(0, Commits))
        {
            MeasuredAgain drawn = new(Recorded, seed);

            Assert.Equal(16, Recorded.Count(spec => !IsSlow(spec) && drawn.Contains(spec)));
            Assert.Single(Recorded, spec => IsSlow(spec) && drawn.Contains(spec));
        }
    }

    [Fact]
    public void Many_commits_together_draw_every_run()
    {
        MeasuredAgain[] drawn = [.. Enumerable.Range(0, Commits).Select(seed => new MeasuredAgain(Recorded, seed))];

        Assert.All(Recorded, spec => Assert.Contains(drawn, draw => draw.Contains(spec)));
    }

    [Fact]
    public void Cost_is_bounded_however_many_runs_are_recorded()
    {
        RunSpec[] many = [.. Enumerable.Range(0, 10).SelectMany(seed => Recorded.Select(spec => spec with { Id = $"{spec.Id}-{seed}" }))];

        Assert.Equal(25, many.Count(new MeasuredAgain(many, 7).Contains));
    }

    private static bool IsSlow(RunSpec spec) => spec.Id.Contains("flattened");
}
