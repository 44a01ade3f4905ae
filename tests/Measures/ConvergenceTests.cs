using RnnMemory.Measures;
using Xunit;

namespace RnnMemory.Tests.Measures;

public sealed class ConvergenceTests
{
    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(0.1, 1)]
    [InlineData(0.9, 4)]
    public void Epochs_to_a_threshold_count_from_one_to_the_first_that_reaches_it(double threshold, int expected) =>
        Assert.Equal(expected, Convergence.EpochsTo(threshold, [0.1, 0.5, 0.4, 0.9]));

    [Fact]
    public void Threshold_that_is_never_reached_has_no_epoch()
    {
        Assert.Null(Convergence.EpochsTo(0.91, [0.1, 0.5, 0.9]));
        Assert.Null(Convergence.EpochsTo(0.5, []));
        Assert.Null(Convergence.EpochsTo(0.5, [double.NaN]));
    }

    [Fact]
    public void Area_under_the_curve_is_the_mean()
    {
        Assert.Equal(0.5, Convergence.AreaUnderCurve([0.25, 0.5, 0.75]));
        Assert.Throws<ArgumentException>(() => Convergence.AreaUnderCurve([]));
    }
}
