using RnnMemory.Experiments.Increment;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Experiments;

public sealed class IncrementTableTests
{
    [Theory]
    [InlineData(0.95, 0.80, "0.1500")]
    [InlineData(0.80, 0.95, "-0.1500")]
    public void Difference_of_one_seed_is_shown_and_called_no_verdict(double simple, double complicated, string lost)
    {
        Table table = TableOf(FakeRun.Of("gru", "simple", [(0, simple)]), FakeRun.Of("gru", "complicated", [(0, complicated)]));

        Assert.Equal(lost, Cell(table, "complicated", "Area lost"));
        Assert.Equal("", Cell(table, "simple", "Area lost"));
        Assert.Contains(table.Notes, note => note == FormattableString.Invariant(
            $"GRU, 2x32, complicated: area {simple:F4} simple, {complicated:F4} complicated; {lost} lost."));
        Assert.Contains(table.Notes, note => note.Contains("no verdict", StringComparison.Ordinal));
        Assert.DoesNotContain(table.Notes, note => note.Contains("faster", StringComparison.Ordinal));
    }

    // Copying scores 0.8880 on the 300,000 numbers of the hold-out, its expectation is 0.8879.
    [Theory]
    [InlineData(0.995, "ceiling")]
    [InlineData(0.99, "ceiling")]
    [InlineData(0.9899, "")]
    [InlineData(0.9, "")]
    [InlineData(0.88795, "floor")]
    [InlineData(0.60, "floor")]
    public void Each_run_at_the_ceiling_or_the_floor_is_named_without_a_partner(double last, string end) =>
        Assert.Equal(end, Cell(TableOf(FakeRun.Of("gru", "simple", [(0, last)])), "simple", "Ends"));

    [Fact]
    public void Seeds_of_a_row_become_mean_spread_and_count_and_each_complicated_run_is_compared_with_its_own_seed()
    {
        MeasuredRun[] runs =
        [
            Seed(0, FakeRun.Of("gru", "simple", [(0, 0.9), (512, 0.96)])), Seed(1, FakeRun.Of("gru", "simple", [(0, 0.9), (512, 0.998)])),
            Seed(0, FakeRun.Of("gru", "complicated", [(0, 0.9), (512, 0.92)])), Seed(1, FakeRun.Of("gru", "complicated", [(0, 0.9), (512, 0.94)])),
        ];
        Table table = IncrementTable.Of(new(Planned.Paper, [.. runs.Select(run => run.Run.Spec)], runs));

        Assert.Equal(4, table.Rows.Count);
        Assert.Equal("0.9790 ±0.0269 (2)", Cell(table, "simple", "2nd half"));
        Assert.Equal("512 (1); not reached (1)", Cell(table, "simple", "Updates to 0.99"));
        Assert.Equal("0.0245 ±0.0064 (2)", Cell(table, "complicated", "Area lost"));
        Assert.Contains("GRU, 2x32, complicated: area 0.9395 ±0.0134 (2) simple, 0.9150 ±0.0071 (2) complicated; 0.0245 ±0.0064 (2) lost. Lost by 2 of 2 seeds.", table.Notes);
        Assert.Contains(Aggregates.Legend, table.Notes);
        Assert.Equal([null, null, 0, 1, 0, 1], table.Runs.Select(run => run.Seed));
    }

    [Fact]
    public void Row_shows_how_fast_the_second_half_was_learned()
    {
        Table table = TableOf(FakeRun.Of("lstm", "simple", [(0, 0.5), (3_072, 0.75), (3_584, 0.8), (10_240, 0.992)]));

        Assert.Equal("10,240", Cell(table, "simple", "Updates to 0.99"));
        Assert.Equal("0.7605", Cell(table, "simple", "Area"));
        Assert.Equal("0.7500", Cell(table, "simple", "At 3,200"));
        Assert.Equal("0.9920", Cell(table, "simple", "At 10,240"));
        Assert.Equal("aaaaaaaaaaaa", Cell(table, "simple", "Parameters"));
    }

    [Fact]
    public void Point_of_0_99_itself_has_reached_it() =>
        Assert.Equal("512", Cell(TableOf(FakeRun.Of("lstm", "simple", [(64, 0.9899), (512, 0.99)])), "simple", "Updates to 0.99"));

    [Fact]
    public void Each_column_shows_its_own_accuracy_after_the_last_epoch_and_speed_is_that_of_the_second_half()
    {
        FinishedRun run = FakeRun.Of("lstm", "simple", [(0, 0.5), (3_072, 0.995)]).WithAccuraciesApart().Run;
        FinishedRun last = FakeRun.Of("lstm", "simple", [(10_240, 0.9)]).WithAccuraciesApart().Run;

        Table table = TableOf(new MeasuredRun(run with { Epochs = [.. run.Epochs, .. last.Epochs] }));

        string[] shown = ["All digits", "2nd half", "Numbers", "Sequences", "Updates to 0.99", "Area", "At 3,200", "At 10,240"];
        Assert.Equal(
            ["0.9000", "0.8900", "0.8800", "0.8700", "not reached", "0.7883", "0.9850", "0.8900"],
            shown.Select(column => Cell(table, "simple", column)));
    }

    // The second half decides: over all digits, copying alone reaches 0.9439.
    [Fact]
    public void Orders_are_compared_by_the_second_half_within_a_size_and_a_cell()
    {
        MeasuredRun[] others =
        [
            FakeRun.Of("gru", "simple", [(0, 0.1)], "4x15"), FakeRun.Of("vanilla", "simple", [(0, 0.2)]),
        ];
        MeasuredRun simple = FakeRun.Of("gru", "simple", [(0, 0.9)]), complicated = FakeRun.Of("gru", "complicated", [(0, 0.85)]);

        Table table = TableOf([.. others, simple.WithAccuraciesApart(), complicated.WithAccuraciesApart()]);

        Assert.Equal(
            ["GRU, 2x32, complicated: area 0.8900 simple, 0.8400 complicated; 0.0500 lost."],
            table.Notes.Where(note => note.StartsWith("GRU", StringComparison.Ordinal)));
    }

    [Fact]
    public void Baselines_of_the_size_stand_above_its_runs()
    {
        Table table = TableOf(FakeRun.Of("lstm", "simple", [(0, 0.5)]));

        Assert.Equal(["2", "32", "(copying)", "any", "0.9439", "0.8879", "0.0000", "0.0000"], table.Text(0).Take(8));
        Assert.Equal(["2", "32", "(lowest digit)", "any", "0.9596", "0.9191", "0.4515", "0.4515"], table.Text(1).Take(8));
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
    }

    [Fact]
    public void A_run_that_diverged_is_told_and_not_compared()
    {
        MeasuredRun empty = FakeRun.Of("vanilla", "simple", []);
        MeasuredRun broken = new(empty.Run with { Epochs = [], Divergence = new Divergence(0, 17, "the loss is NaN", []) });
        Table table = TableOf(broken, FakeRun.Of("vanilla", "complicated", [(0, 0.5)]));

        Assert.Equal("", Cell(table, "complicated", "Area lost"));
        Assert.Contains("Vanilla, 2x32, complicated: not compared with the simple order, since a run diverged or has no curve.", table.Notes);
        Assert.Contains("increment/2x32/vanilla/simple@16@16@0.0003/seed-0 diverged in epoch 0, minibatch 17: the loss is NaN.", table.Notes);
    }

    private static MeasuredRun Seed(long seed, MeasuredRun run) => new(run.Run with { Spec = run.Run.Spec with { Seed = seed } });

    private static Table TableOf(params MeasuredRun[] runs) => Planned.Table(new IncrementExperiment(), IncrementTable.Name, runs);

    private static string Cell(Table table, string order, string column)
    {
        int row = table.Rows.ToList().FindIndex(row => (string?)row[3] == order);
        return table.Text(row)[table.Headings().ToList().IndexOf(column)];
    }
}
