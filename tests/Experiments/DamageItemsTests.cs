using RnnMemory.Experiments.Damage;
using RnnMemory.Experiments.Images;
using RnnMemory.Measures;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Experiments;

public sealed class DamageItemsTests
{
    private static readonly double[] Last = [0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2], Best = [0.9, 0.85, 0.75, 0.65, 0.55, 0.45, 0.35];

    private static readonly MeasuredRun Run = FakeImageRun.OfMnist("original", "3e-05", 0.9, 0.8).WithDamage(Last, Best);

    [Fact]
    public void Table_has_a_row_for_the_last_epoch_and_one_for_the_best()
    {
        Table table = Planned.Table(new DamageExperiment(), DamageTable.Name, Run);

        Assert.Equal(2, table.Rows.Count);
        Assert.Equal(["last", "10", "0.8000", "0.7000", "0.6000", "0.5000", "0.4000", "0.3000", "0.2000"], table.Text(0).Skip(1));
        Assert.Equal(["best", "10", "0.9000", "0.8500", "0.7500", "0.6500", "0.5500", "0.4500", "0.3500"], table.Text(1).Skip(1));
    }

    [Fact]
    public void Table_has_one_row_where_the_last_epoch_is_the_best()
    {
        MeasuredRun run = FakeImageRun.OfMnist("original", "3e-05", 0.8, 0.9).WithDamage(Last, Last);

        Table table = Planned.Table(new DamageExperiment(), DamageTable.Name, run);

        Assert.Equal("last, best", Assert.Single(table.Rows)[1]);
    }

    // Of the 360 images, 37 are of the most common class.
    [Fact]
    public void Figure_shows_the_best_epoch_above_the_share_of_the_most_common_class()
    {
        LineFigure figure = Planned.Figure(new DamageExperiment(), DamageFigure.Name, Run);

        Assert.Equal(Best, Assert.Single(figure.Curves).Y);
        Assert.Equal(37 / 360.0, Assert.Single(figure.Baselines).Y);
    }

    [Fact]
    public void Mask_is_that_of_the_runs_seed()
    {
        RunSpec spec = Run.Run.Spec with { Seed = 3 };

        Assert.Equal("damage, all images, seed 3", ImageMeasures.Damage(spec, Planned.Paper.Settings.Section<ImageSettings>("Mnist")).Name);
    }
}
