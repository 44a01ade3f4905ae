using RnnMemory.Experiments.Latency;
using RnnMemory.Measures;
using RnnMemory.Reports;
using RnnMemory.Runs;
using Xunit;

namespace RnnMemory.Tests.Experiments;

public sealed class LatencyTablesTests
{
    // The best epoch of each run is its first one.
    private static readonly MeasuredRun[] Runs =
    [
        FakeImageRun.OfMnist("original", "3e-05", 0.9, 0.8).With(25, last: new(20, 18, 7, 10), best: new(22, 21, 9, 10)),
        FakeImageRun.OfMnist("original", "1e-06", 0.9, 0.8).With(24, last: new(23, 19, 7, 10), best: new(27, 26, 9, 10)),
        FakeImageRun.OfMnist("transposed", "3e-05", 0.9, 0.8).With(22, last: new(14, 13, 7, 10), best: new(12, 11, 9, 10)),
        FakeImageRun.OfMnist("original-permuted-0", "3e-05", 0.9, 0.8).With(27, last: new(26, 25, 7, 10), best: new(11, 10, 9, 10)),
        FakeImageRun.OfMnist("original-permuted-2", "3e-05", 0.9, 0.8).With(28, last: new(25, 24, 7, 10), best: new(11, 10, 9, 10)),
        FakeImageRun.OfMnist("transposed-permuted-1", "3e-05", 0.9, 0.8).With(26, last: new(21.5, 20, 7, 10), best: new(11, 10, 9, 10)),
    ];

    private static readonly Table Groups = Planned.Table(new LatencyExperiment(), Table2.Name, Runs);

    private static readonly Table Models = Planned.Table(new LatencyExperiment(), Table2Models.Name, Runs);

    // The paper's values, from tests/golden/table2.csv: 23.3126 and 21.7976.
    [Theory]
    [InlineData(0, "last", "all", "20.0000; 23.0000", "21.5000", "20.0000", "23.0000")]
    [InlineData(1, "last", "right", "18.0000; 19.0000", "18.5000", "18.0000", "19.0000")]
    [InlineData(2, "best", "all", "22.0000; 27.0000", "24.5000", "22.0000", "27.0000")]
    [InlineData(3, "best", "right", "21.0000; 26.0000", "23.5000", "21.0000", "26.0000")]
    public void Table2_shows_each_kind_of_latency_beside_the_papers(int row, params string[] cells) =>
        Assert.Equal(["original", .. cells, "22.5551", "21.7976", "23.3126", "24.5000"], Groups.Text(row));

    // Means of the paper: 22.5551 and 18.1904, and permuted 22.2451 and 16.0446, reading rows and columns.
    [Theory]
    [InlineData("transposed", "7.50", "original", "4.36", "2.50")]
    [InlineData("transposed random permute", "4.00", "original random permute", "6.20", "1.50")]
    public void Gap_is_how_much_earlier_columns_are_settled_than_rows(
        string columns, string steps, string rows, string paper, string ink) =>
        Assert.Contains(
            $"Networks reading {columns} settle {steps} steps earlier than those reading {rows} (means after the last epoch, all images); "
            + $"the means of the paper's values differ by {paper} steps. Their last ink comes {ink} steps earlier.",
            Groups.Notes);

    [Fact]
    public void Table2Models_shows_both_kept_epochs_and_what_comes_after_the_last_ink() =>
        Assert.Equal(
            ["original@16@128@3e-05", "28", "10", "20.0000", "18.0000", "7", "22.0000", "21.0000", "9", "25.0000", "-5.0000"], Models.Text(0));
}
