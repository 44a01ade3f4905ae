using RnnMemory.Measures;
using RnnMemory.Runs;
using RnnMemory.Tests.Experiments;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Measures;

public sealed class LearningCurveTests
{
    private static readonly LearningCurve Curve = new(FakeRun.Of("gru", "simple", [(0, 0.25), (512, 0.5), (1024, 1.0), (1536, 0.75)]).Run, "second-half");

    [Fact]
    public void Area_is_the_mean_over_the_points() => Assert.Equal(0.625, Curve.Mean);

    [Theory]
    [InlineData(0.2, 0L)]
    [InlineData(0.5, 512L)]
    [InlineData(0.99, 1024L)]
    [InlineData(1.1, null)]
    public void Updates_to_reach_a_value_are_those_of_the_first_point_there(double value, long? updates) =>
        Assert.Equal(updates, Curve.UpdatesToReach(value));

    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(1023, 0.5)]
    [InlineData(1024, 1.0)]
    [InlineData(1536, 0.75)]
    [InlineData(1537, null)]
    public void Value_after_some_updates_is_that_of_the_last_point_so_far(long updates, double? value) =>
        Assert.Equal(value, Curve.After(updates));

    [Fact]
    public void A_run_without_points_has_no_area()
    {
        var none = new LearningCurve(FakeRun.Of("gru", "simple", []).Run, "second-half");

        Assert.Null(none.Mean);
        Assert.Null(none.After(0));
        Assert.Null(none.UpdatesToReach(0));
    }

    [Fact]
    public void Points_of_all_epochs_are_one_curve_that_has_no_value_before_its_first()
    {
        FinishedRun run = FakeRun.Of("gru", "simple", [(512, 0.25)]).Run;
        EpochRecord second = run.Epochs[0] with { Epoch = 1, Curve = [run.Epochs[0].Curve[0] with { Updates = 1_024 }] };

        var curve = new LearningCurve(run with { Epochs = [run.Epochs[0], second] }, "second-half");

        Assert.Equal([512, 1_024], curve.Points.Select(point => point.Updates));
        Assert.Null(curve.After(511));
        Assert.Equal(0.25, curve.After(512));
    }

    [Fact]
    public void A_run_that_diverged_keeps_the_points_it_reached()
    {
        FinishedRun run = FakeRun.Of("gru", "simple", [(0, 0.25)]).Run;
        CurvePoint last = run.Epochs[0].Curve[0] with { Updates = 512 };

        var curve = new LearningCurve(run with { Divergence = new Divergence(1, 3, "NaN", [last]) }, "second-half");

        Assert.Equal([0, 512], curve.Points.Select(point => point.Updates));
    }
}
