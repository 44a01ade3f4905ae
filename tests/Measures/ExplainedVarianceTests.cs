using RnnMemory.Measures;
using Xunit;

namespace RnnMemory.Tests.Measures;

public sealed class ExplainedVarianceTests
{
    [Fact]
    public void Predictions_are_clipped_to_the_range_of_inputs_and_each_lag_has_its_own_value()
    {
        ExplainedVariance explained = new(lags: 3);

        // Two samples of a target that is no pixel, then a pixel of each of two lags.
        explained.Add([9, 1.5, 0.5, 9, -3, 0.25], [0, 0.5, 0.5], skipped: 1, [1, 0.5f, 0, 0.75f], perLag: 1, samples: 2);

        Assert.Equal([1, 1 - (0.25 / 0.0625), null], [explained[0], explained[1], explained[2]]);
    }
}
