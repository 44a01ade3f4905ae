using CsCheck;
using RnnMemory.Paper;
using RnnMemory.Paper.Statistics;
using Xunit;

namespace RnnMemory.Tests.Paper.Statistics;

public sealed class ScalesTests
{
    [Theory]
    [InlineData(Scale.Plain, 17.5, 17.5)]
    [InlineData(Scale.Logit, 0.5, 0)]
    [InlineData(Scale.Logit, 0.9, 2.1972245773362196)]
    [InlineData(Scale.Log, 2, 0.6931471805599453)]
    [InlineData(Scale.Logit, 1, double.PositiveInfinity)]
    [InlineData(Scale.Logit, 1.2, double.PositiveInfinity)]
    [InlineData(Scale.Logit, 0, double.NegativeInfinity)]
    [InlineData(Scale.Log, 0, double.NegativeInfinity)]
    [InlineData(Scale.Log, -1, double.NegativeInfinity)]
    public void Place_on_a_scale(Scale scale, double value, double place) => Assert.Equal(place, scale.FromPlain(value), 1e-14);

    [Fact]
    public void Way_there_and_back_ends_where_it_began() =>
        Gen.Select(Gen.OneOfConst(Scale.Plain, Scale.Logit, Scale.Log), Gen.Double[0.001, 0.999]).Sample((scale, value) =>
            Close.Relative(value, scale.ToPlain(scale.FromPlain(value)), 1e-12));

    [Theory]
    [InlineData(PublishedQuantity.TestAccuracy, Scale.Logit)]
    [InlineData(PublishedQuantity.TestLoss, Scale.Log)]
    [InlineData(PublishedQuantity.Latency, Scale.Plain)]
    public void Scale_of_a_quantity_is_the_registered_one(PublishedQuantity quantity, Scale scale) =>
        Assert.Equal(scale, Ledger.Registered.Rule.ScaleOf(quantity));

    [Fact]
    public void Quantity_without_a_registered_scale_is_refused() =>
        Assert.Throws<ArgumentException>(() => Ledger.Registered.Rule.ScaleOf(PublishedQuantity.Picture));
}
