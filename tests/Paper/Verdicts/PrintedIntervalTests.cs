using RnnMemory.Paper;
using RnnMemory.Paper.Statistics;
using RnnMemory.Paper.Verdicts;
using Xunit;

namespace RnnMemory.Tests.Paper.Verdicts;

public sealed class PrintedIntervalTests
{
    [Fact]
    public void Corrected_number_reaches_from_its_lower_end_to_its_upper_one()
    {
        Assert.Equal(new Interval(4.0, 4.4), PrintedInterval.Of(new CorrectedNumber(4.2m, 4.0m, 4.4m)));
        Assert.Equal(new Interval(4.2, 4.2), PrintedInterval.Of(new CorrectedNumber(4.2m, null, null)));
    }
}
