using RnnMemory.Paper.Verdicts.Claims;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

public sealed class IncrementProofsTests
{
    // Half of all binary numbers end in 0: that is not most of them.
    [Theory]
    [InlineData("2x32", 0.5, Side.Below)]
    [InlineData("10x7", 0.9, Side.Above)]
    [InlineData("4x15", 0.75, Side.Above)]
    public void Most_numbers_need_no_carry_if_more_than_half_of_equally_likely_ones_need_none(string size, double share, Side expected)
    {
        Finding finding = RawFindings.Of(World.Of(0), "INC-5").Single(finding => finding.What.StartsWith($"{size}:", StringComparison.Ordinal));

        Assert.Equal((share, expected), (finding.Estimate!.Value, finding.Side));
    }
}
