using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Increment;
using RnnMemory.Reports;
using RnnMemory.Runs;
using Xunit;

namespace RnnMemory.Tests.Experiments;

public sealed class IncrementFiguresTests
{
    private static readonly MeasuredRun[] Runs =
    [
        .. FakeRun.Plan.Select(IncrementRow.Of).Select(row => FakeRun.Of(row.Cell, row.Order, [(0, 0.5), (512, 0.97)], row.Size)),
    ];

    private static readonly IReadOnlyList<LineFigure> Figures =
        [.. ExperimentReport.Of(new IncrementExperiment(), Planned.Paper, Runs).Figures.Cast<LineFigure>()];

    [Fact]
    public void Each_size_has_its_figure_of_the_paper_over_all_outputs_and_over_the_second_half() =>
        Assert.Equal(
            ["Figure5", "Figure5SecondHalf", "Figure6", "Figure6SecondHalf", "Figure7", "Figure7SecondHalf"],
            Figures.Select(figure => figure.Name));

    [Fact]
    public void Six_curves_differ_in_colour_by_cell_and_in_line_style_by_order()
    {
        IReadOnlyList<Curve> curves = Figures[0].Curves;

        Assert.Equal(
            ["Vanilla, simple", "Vanilla, complicated", "LSTM, simple", "LSTM, complicated", "GRU, simple", "GRU, complicated"],
            curves.Select(curve => curve.Label));
        Assert.Equal([(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)], curves.Select(curve => (curve.Color, curve.Dash)));
        Assert.All(curves, curve => Assert.Equal([0, 512], curve.X));
    }

    [Theory]
    [InlineData("Figure5", 0.5, 0.97)]
    [InlineData("Figure5SecondHalf", 0.49, 0.96)]
    public void Curve_has_the_accuracy_of_its_figure_at_every_point(string figure, params double[] values)
    {
        Curve curve = Planned.Figure(new IncrementExperiment(), figure, Runs[0].WithAccuraciesApart()).Curves.Single();

        Assert.Equal(values, curve.Y);
    }

    [Fact]
    public void Baselines_carry_their_exact_height()
    {
        Assert.Equal(["Copying 0.9439", "Lowest digit only 0.9596"], Figures[0].Baselines.Select(baseline => baseline.Label));
        Assert.Equal(["Copying 0.8879", "Lowest digit only 0.9191"], Figures[1].Baselines.Select(baseline => baseline.Label));
    }

    [Fact]
    public void Axis_starts_below_copying_and_below_the_end_of_every_curve()
    {
        // A fifth of the way from copying to 1 below copying.
        double copying = Figures[0].Baselines[0].Y;
        Assert.Equal(copying - (0.2 * (1 - copying)), Figures[0].YFrom!.Value, 1e-12);

        MeasuredRun poor = FakeRun.Of("gru", "simple", [(0, 0.1), (512, 0.3)]);
        Assert.Equal(0.3, Planned.Figure(new IncrementExperiment(), "Figure5", poor).YFrom);
    }
}
