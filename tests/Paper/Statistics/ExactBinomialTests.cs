using CsCheck;
using RnnMemory.Paper.Statistics;
using Xunit;

namespace RnnMemory.Tests.Paper.Statistics;

public sealed class ExactBinomialTests
{
    [Fact]
    public void Intervals_are_those_of_R() => Assert.All(GoldenStatistics.R.List("binomial"), golden =>
    {
        Interval interval = ExactBinomial.Interval((int)golden.Number("successes"), (int)golden.Number("trials"), 0.95);

        Close.Equal(golden.Number("low"), interval.Low);
        Close.Equal(golden.Number("high"), interval.High);
    });

    [Fact]
    public void Interval_contains_the_share_and_mirrors_that_of_failures() =>
        (from trials in Gen.Int[1, 60]
         from successes in Gen.Int[0, trials]
         select (successes, trials)).Sample(count =>
        {
            Interval interval = ExactBinomial.Interval(count.successes, count.trials, 0.95);
            Interval failures = ExactBinomial.Interval(count.trials - count.successes, count.trials, 0.95);

            Assert.True(interval.Contains((double)count.successes / count.trials));
            Close.Equal(1 - failures.High, interval.Low);
            Close.Equal(1 - failures.Low, interval.High);
        });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void Impossible_counts_are_refused(int successes, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactBinomial.Interval(successes, trials, 0.95));
}
