using System.Text.Json;
using CsCheck;
using RnnMemory.Paper.Statistics;
using Xunit;

namespace RnnMemory.Tests.Paper.Statistics;

public sealed class SpreadTests
{
    private static readonly JsonElement Golden = GoldenStatistics.R.GetProperty("spread");
    private static readonly double[][] Models = [.. Golden.List("models").Select(model => model.Numbers("values"))];

    [Fact]
    public void Pooled_spread_is_that_of_R()
    {
        Spread pooled = Spread.Pooled(Models)!.Value;

        Close.Relative(Golden.Number("pooled"), pooled.Variance, 1e-13);
        Assert.Equal(Golden.Number("freedom"), pooled.Freedom);
    }

    [Fact]
    public void Moderated_spreads_are_those_of_R() => Assert.All(Golden.List("models"), model =>
    {
        Spread moderated = Spread.Pooled(Models)!.Value.Moderated(model.Numbers("values"), prior: 4);

        Close.Relative(model.Number("variance"), moderated.Variance, 1e-13);
        Assert.Equal(model.Number("freedom"), moderated.Freedom);
    });

    [Fact]
    public void Moderated_spread_of_one_seed_is_the_pooled_one()
    {
        Spread pooled = Spread.Pooled(Models)!.Value;

        Assert.Equal(pooled with { Freedom = 4 }, pooled.Moderated([3.5], prior: 4));
    }

    [Fact]
    public void Family_without_two_seeds_of_a_model_has_no_spread() => Assert.Null(Spread.Pooled([[1], [2], []]));

    [Fact]
    public void Shift_and_order_of_a_models_values_change_no_spread() =>
        Gen.Select(Gen.Double[0, 1].Array[2, 6], Gen.Double[-10, 10]).Sample((values, shift) =>
        {
            Spread spread = Spread.Pooled([values])!.Value;

            Close.Equal(spread.Variance, Spread.Pooled([[.. values.Reverse().Select(value => value + shift)]])!.Value.Variance, 1e-12);
            Close.Equal(spread.Variance, spread.Moderated(values, prior: 4).Variance, 1e-12);
        });
}
