using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace RnnMemory.Reports;

/// <summary>Draws a <see cref="LineFigure"/>.</summary>
internal static class LineDrawing
{
    private const float Left = 110;
    private const float Right = 40;
    private const float Top = 70;
    private const float AxisBand = 92;

    public static void Draw(LineFigure figure, SKCanvas canvas, string family)
    {
        var legend = new FigureLegend(figure);
        using var plot = new Plot();
        AddLines(plot, figure);
        SetAxes(plot, figure);
        SetText(plot, figure, family);
        plot.Layout.Fixed(new PixelPadding(Left, Right, AxisBand + legend.Height, Top));

        // A plot's first rendering draws everything twice (the layout settles in between); in an SVG both would stay.
        using var nowhere = new SKNoDrawCanvas(FigureStyle.Width, FigureStyle.Height);
        plot.Render(nowhere, FigureStyle.Width, FigureStyle.Height);
        plot.Render(canvas, FigureStyle.Width, FigureStyle.Height);
        legend.Draw(canvas, Left - 50, FigureStyle.Width - 10, FigureStyle.Height - legend.Height, family);
    }

    private static void AddLines(Plot plot, LineFigure figure)
    {
        for (int i = 0; i < figure.Baselines.Count; i++)
        {
            plot.Add.HorizontalLine(figure.Baselines[i].Y).LineStyle = FigureStyle.OfBaseline(i);
        }

        foreach (Curve curve in figure.Curves)
        {
            Scatter line = plot.Add.ScatterLine(curve.X.ToArray(), curve.Y.ToArray());
            if (curve.X.Count == 1)
            {
                (line.LineStyle, line.MarkerStyle) = (LineStyle.None, FigureStyle.DotOf(curve));
            }
            else
            {
                line.LineStyle = FigureStyle.Of(curve);
            }
        }
    }

    private static void SetAxes(Plot plot, LineFigure figure)
    {
        double[] xs = [.. figure.Curves.SelectMany(curve => curve.X).DefaultIfEmpty()];
        double[] ys = [.. figure.Curves.SelectMany(curve => curve.Y).Concat(figure.Baselines.Select(baseline => baseline.Y)).DefaultIfEmpty()];
        NiceScale x = NiceScale.Covering(figure.XFrom ?? xs.Min(), xs.Max(), 6);
        NiceScale y = NiceScale.Covering(figure.YFrom ?? ys.Min(), ys.Max(), 7);

        // A curve that lies on the top tick, as an accuracy of 1 does, would be half hidden by the frame.
        double headroom = 0.015 * (y.Max - y.Min);
        plot.Axes.SetLimits(x.Min, xs.Max() + (0.01 * (x.Max - x.Min)), y.Min - headroom, y.Max + headroom);
        plot.Axes.Bottom.TickGenerator = Ticks(x, upTo: xs.Max());
        plot.Axes.Left.TickGenerator = Ticks(y, upTo: y.Max);
        plot.Grid.MajorLineColor = Color.FromHex("#E6E6E6");
        plot.Grid.MajorLineWidth = 1;
    }

    private static NumericManual Ticks(NiceScale scale, double upTo)
    {
        double[] shown = [.. scale.Ticks.Where(tick => tick <= upTo)];
        string format = "N" + scale.Decimals.ToString(CultureInfo.InvariantCulture);
        return new NumericManual(shown, [.. shown.Select(tick => tick.ToString(format, CultureInfo.InvariantCulture))]);
    }

    private static void SetText(Plot plot, LineFigure figure, string family)
    {
        plot.Title(figure.Title, FigureStyle.TitleSize);
        plot.XLabel(figure.XLabel, FigureStyle.LabelSize);
        plot.YLabel(figure.YLabel, FigureStyle.LabelSize);
        foreach (LabelStyle label in new[] { plot.Axes.Title.Label, plot.Axes.Bottom.Label, plot.Axes.Left.Label })
        {
            label.FontName = family;
            label.Bold = false;
        }

        foreach (LabelStyle label in new[] { plot.Axes.Bottom.TickLabelStyle, plot.Axes.Left.TickLabelStyle })
        {
            label.FontName = family;
            label.FontSize = FigureStyle.TickSize;
        }
    }
}
