using RnnMemory.Paper.Verdicts.Claims;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

public sealed class FindingTests
{
    // A size from 4 to 5 is stated.
    [Theory]
    [InlineData(3, 4.5, 0.001, Side.Above)]
    [InlineData(4.5, 6, 0.5, Side.Above)]
    [InlineData(-1, 4.5, 0.001, Side.Open)]
    [InlineData(5.5, 6, 0.001, Side.Below)]
    [InlineData(1, 3, 0.001, Side.Below)]
    [InlineData(5.5, 6, 0.5, Side.Open)]
    [InlineData(-2, -1, 0.5, Side.Below)]
    public void Stated_size_is_met_by_an_interval_that_holds_a_part_of_it_and_excludes_no_effect(
        double low, double high, double p, Side expected)
    {
        Finding finding = new() { What = "size", Estimate = (low + high) / 2, Interval = new(low, high), P = p, Stated = new(4, 5) };

        Assert.Equal(expected, finding.Decided(0.05).Side);
    }
}
