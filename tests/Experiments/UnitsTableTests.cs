using RnnMemory.Experiments.Increment;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Experiments;

public sealed class UnitsTableTests
{
    [Fact]
    public void Row_shows_units_alive_first_early_and_last_and_copied_answers()
    {
        Table table = TableOf(Diagnosed(FakeRun.Of("vanilla", "simple", [(0, 0.4), (64, 0.5), (300, 0.6), (512, 0.7)]), [12, 7, 6, 5], 4, 0.25));

        Assert.Equal("16", Cell(table, "H"));
        Assert.Equal("12", Cell(table, "Live at 0"));
        Assert.Equal("6", Cell(table, "Live at 256"));
        Assert.Equal("4", Cell(table, "Live at the end"));
        Assert.Equal("0.2500", Cell(table, "Copies"));
    }

    [Fact]
    public void Record_without_diagnostics_has_empty_cells_but_says_whether_the_run_is_stuck()
    {
        Table table = TableOf(FakeRun.Of("vanilla", "simple", [(0, 0.4), (512, 0.8)]));

        Assert.All(["Live at 0", "Live at 256", "Live at the end", "Copies"], column => Assert.Equal("", Cell(table, column)));
        Assert.Equal("yes", Cell(table, "Stuck"));
    }

    // Copying scores 0.8879527 on the 300,000 numbers of the hold-out.
    [Theory]
    [InlineData(0.8879, "yes")]
    [InlineData(0.888, "no")]
    public void Run_is_stuck_unless_it_beats_copying_on_the_same_numbers(double last, string stuck) =>
        Assert.Equal(stuck, Cell(TableOf(FakeRun.Of("vanilla", "simple", [(0, last)])), "Stuck"));

    [Fact]
    public void Share_of_stuck_runs_has_its_exact_interval_over_seeds()
    {
        MeasuredRun[] runs = [.. Enumerable.Range(0, 10).Select(seed => Seed(seed, FakeRun.Of("vanilla", "simple", [(0, seed < 3 ? 0.8 : 0.9)])))];

        Table table = TableOf(runs);

        // R: binom.test(3, 10)$conf.int is 0.06673951 to 0.65245285.
        Assert.Contains("Vanilla, 2x32, simple: 3 of 10 runs are stuck, a share of 0.30 with an exact 95 % interval of 0.07 to 0.65.", table.Notes);
        Assert.Equal("yes (3); no (7)", Cell(table, "Stuck"));
        Assert.Equal(10, table.Runs.Count);
    }

    [Fact]
    public void One_seed_has_no_share() =>
        Assert.DoesNotContain(TableOf(FakeRun.Of("vanilla", "simple", [(0, 0.8)])).Notes, note => note.Contains("a share of", StringComparison.Ordinal));

    [Fact]
    public void Diverged_run_is_not_called_stuck_and_does_not_count()
    {
        MeasuredRun diverged = FakeRun.Of("vanilla", "simple", [(0, 0.8)]);
        diverged = new(diverged.Run with { Divergence = new Divergence(0, 17, "the loss is NaN", []) });

        Assert.Equal("", Cell(TableOf(diverged), "Stuck"));
    }

    private static MeasuredRun Diagnosed(MeasuredRun run, IReadOnlyList<int> live, int last, double copies) => new(run.Run with
    {
        Epochs =
        [
            run.Run.Epochs[0] with
            {
                Curve = [.. run.Run.Epochs[0].Curve.Zip(live, (point, units) => point with { Diagnostics = Live(units) })],
                Diagnostics = new Dictionary<string, double>(Live(last)) { [IncrementMetrics.Copies] = copies },
            },
        ],
    });

    private static Dictionary<string, double> Live(int units) => new() { [IncrementMetrics.LiveUnits] = units };

    private static MeasuredRun Seed(long seed, MeasuredRun run) => new(run.Run with { Spec = run.Run.Spec with { Seed = seed } });

    // Not by the plan: several seeds are none of its default.
    private static Table TableOf(params MeasuredRun[] runs) => UnitsTable.Of(new(Planned.Paper, [.. runs.Select(run => run.Run.Spec)], runs));

    private static string Cell(Table table, string column) => table.Text(0)[table.Headings().ToList().IndexOf(column)];
}
