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
}
