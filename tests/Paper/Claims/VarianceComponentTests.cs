using System.Text.Json;
using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Tests.Paper.Statistics;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

public sealed class VarianceComponentTests
{
    [Fact]
    public void Components_of_crossed_groups_are_those_of_R() => Assert.All(GoldenStatistics.R.List("crossed"), golden =>
    {
        double[][] groups = [.. golden.List("groups").Select(group => group.Deserialize<double[]>()!)];

        VarianceComponent component = VarianceComponent.Crossed(groups, 0.95);

        Close.Relative(golden.Number("between"), component.Between, 1e-6);
        Close.Relative(golden.Number("columns"), component.Columns, 1e-6);
        Close.Relative(golden.Number("within"), component.Within, 1e-6);
        Close.Equal(golden.Number("low"), component.Interval.Low);
        Close.Relative(golden.Number("high"), component.Interval.High, 1e-6);
        Close.Relative(golden.Number("within_low"), component.WithinInterval.Low, 1e-6);
        Close.Relative(golden.Number("within_high"), component.WithinInterval.High, 1e-6);
    });

    [Fact]
    public void Share_of_groups_is_small_where_only_columns_differ()
    {
        VarianceComponent component = VarianceComponent.Crossed([[0.9, 0.5, 0.1], [0.91, 0.5, 0.1], [0.9, 0.51, 0.1]], 0.95);

        Assert.InRange(component.Share, 0, 0.01);
        Assert.InRange(component.Columns, 0.15, 0.17);
    }

    // Squares between the groups 19.2 with 1 degree of freedom, within them 4 with 3; a group has (5 - 13 / 5) / 1 values.
    [Fact]
    public void Components_of_groups_of_unequal_size_follow_from_the_sums_of_squares()
    {
        VarianceComponent component = VarianceComponent.Nested([[1, 3], [5, 6, 7]], 0.95);

        Assert.Equal((19.2 - (4 / 3.0)) / 2.4, component.Between, 1e-12);
        Assert.Equal(4 / 3.0, component.Within, 1e-12);
    }
}
