using RnnMemory.Reports;
using Xunit;

namespace RnnMemory.Tests.Reports;

public sealed class AggregatesTests
{
    private static readonly Table Table = Table.Of(
        "Table", "A title", new double[][] { [1, 2, 6], [] }, Aggregates.MeanMinMax<double[]>("paper ", values => values, "F1", "paper: its values."));

    [Fact]
    public void Columns_are_the_mean_the_smallest_and_the_largest_of_the_values()
    {
        Assert.Equal(["paper mean", "paper min", "paper max"], Table.Columns.Select(column => column.Heading));
        Assert.Equal(["3.0", "1.0", "6.0"], Table.Text(0));
        Assert.Equal(["paper: its values."], Table.Notes);
    }

    [Fact]
    public void Without_values_there_is_nothing_to_show() => Assert.Equal(["", "", ""], Table.Text(1));

    // The squares of the distances from the mean 3 are 4, 1 and 9.
    [Fact]
    public void Spread_is_the_standard_deviation_of_a_sample()
    {
        Assert.Equal(Math.Sqrt(14 / 2.0), Aggregates.Deviation([1, 2, 6])!.Value, 1e-12);
        Assert.Equal("3.00 ±2.65 (3)", Aggregates.Text([1, 2, 6], "F2"));
        Assert.Equal("3.00", Aggregates.Text([3], "F2"));
        Assert.Null(Aggregates.Deviation([3]));
    }
}
