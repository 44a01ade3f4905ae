using CsCheck;
using RnnMemory.Reports;
using Xunit;

namespace RnnMemory.Tests.Reports;

public sealed class NiceScaleTests
{
    [Theory]
    [InlineData(0.1, 1.0, "0.0 0.2 0.4 0.6 0.8 1.0", 1)]
    [InlineData(0.88, 1.0, "0.88 0.90 0.92 0.94 0.96 0.98 1.00", 2)]
    [InlineData(0, 51_200, "0 10000 20000 30000 40000 50000 60000", 0)]
    [InlineData(0.5, 0.5, "0.0 0.2 0.4 0.6 0.8 1.0", 1)]
    public void Ticks_are_multiples_of_a_1_2_5_step(double low, double high, string ticks, int decimals)
    {
        NiceScale scale = NiceScale.Covering(low, high, 6);

        Assert.Equal(ticks.Split(' ').Select(double.Parse), scale.Ticks);
        Assert.Equal(decimals, scale.Decimals);
    }

    [Fact]
    public void Any_range_lies_between_its_first_and_last_tick() =>
        Gen.Select(Gen.Double[-1e5, 1e5], Gen.Double[1e-6, 1e5], Gen.Int[2, 10]).Sample((low, span, count) =>
        {
            NiceScale scale = NiceScale.Covering(low, low + span, count);

            // Far from zero, binary64 itself does not resolve narrow ranges better than this.
            double slack = (1e-6 * span) + (1e-15 * Math.Abs(low));
            return scale.Min <= low + slack && scale.Max >= low + span - slack && scale.Ticks.Count <= (2.5 * count) + 2;
        });
}
