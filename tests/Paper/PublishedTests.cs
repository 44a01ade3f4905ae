using RnnMemory.Paper;
using RnnMemory.Tasks;
using Xunit;

namespace RnnMemory.Tests.Paper;

public sealed class PublishedTests
{
    [Fact]
    public void Table3_has_13_data_sets_times_2_learning_rates_sorted_by_test_accuracy()
    {
        // Claim TAB-2.
        IReadOnlyList<PublishedRun> rows = Published.Table3;

        Assert.Equal(26, rows.Count);
        Assert.Equal(26, rows.Select(row => (row.Representation, row.Permutation, row.LearningRate)).Distinct().Count());
        Assert.Equal([1e-6, 3e-5], rows.Select(row => row.LearningRate).Distinct().Order());
        Assert.Equal(rows.OrderByDescending(row => row.TestAccuracy).Select(row => row.TestAccuracy), rows.Select(row => row.TestAccuracy));
        Assert.All(rows, row => Assert.Equal((16, 128), (row.Batch, row.Hidden)));
        Assert.Equal(Representations.Names.Order(), rows.Select(row => row.Representation).Distinct().Order());
    }

    [Fact]
    public void Table3_holds_what_the_paper_prints()
    {
        PublishedRun row = Published.Table3[2];

        Assert.Equal("transposed random permute 2@16@128@3e-05", row.PaperLabel);
        Assert.Equal((75, 0.972m, 0.964m, 0.105m, 0.178m), (row.BestEpoch, row.Accuracy, row.TestAccuracy, row.Loss, row.TestLoss));
    }

    [Fact]
    public void Table4_is_the_best_row_of_table_3_for_each_representation()
    {
        // Claim TAB-1.
        var best = Published.Table3.GroupBy(row => row.Representation).Select(group => group.MaxBy(row => row.TestAccuracy)!);

        Assert.Equal(
            best.Select(row => (row.Representation, row.BestEpoch, row.Accuracy, row.TestAccuracy, row.Loss, row.TestLoss)).Order(),
            Published.Table4.Select(row => (row.Representation, row.BestEpoch, row.Accuracy, row.TestAccuracy, row.Loss, row.TestLoss)).Order());
    }

    [Fact]
    public void Table2_has_a_value_for_each_model_that_reads_lines()
    {
        Assert.Equal(
            [("original", 2), ("transposed", 2), ("original-permuted", 6), ("transposed-permuted", 6)],
            Published.Table2.Select(row => (row.Representation, row.Values.Count)));
        Assert.Equal([23.3126, 21.7976], Published.Table2[0].Values);

        // Means of whole numbers over 10,000 images (claim LAT-3).
        Assert.All(Published.Table2.SelectMany(row => row.Values), value => Assert.Equal(Math.Round(value * 10_000), value * 10_000, 6));
    }
}
