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
        LineFigure placed = figure.Logarithmic ? InOctaves(figure) : figure;
        AddLines(plot, placed);
        SetAxes(plot, placed);
        SetText(plot, figure, family);
        plot.Layout.Fixed(new PixelPadding(Left, Right, AxisBand + legend.Height, Top));

        // A plot's first rendering draws everything twice, since the layout settles in between; an SVG would keep both drawings.
        using var nowhere = new SKNoDrawCanvas(FigureStyle.Width, FigureStyle.Height);
        plot.Render(nowhere, FigureStyle.Width, FigureStyle.Height);
        plot.Render(canvas, FigureStyle.Width, FigureStyle.Height);
        legend.Draw(canvas, Left - 50, FigureStyle.Width - 10, FigureStyle.Height - legend.Height, family);
    }

    // A logarithmic axis is a linear one over binary logarithms, labelled with the powers.
    private static LineFigure InOctaves(LineFigure figure) => figure with
    {
        Curves =
        [
            .. from curve in figure.Curves
               select curve with
               {
                   X = [.. curve.X.Select(Math.Log2)],
                   Y = [.. curve.Y.Select(Math.Log2)],
                   Seeds = [.. curve.Seeds.Select(seed => seed with { Y = [.. seed.Y.Select(Math.Log2)] })],
               },
        ],
        Baselines = [.. figure.Baselines.Select(baseline => baseline with { Y = Math.Log2(baseline.Y) })],
        YFrom = figure.YFrom is double y ? Math.Log2(y) : null,
        XFrom = figure.XFrom is double x ? Math.Log2(x) : null,
    };

    private static void AddLines(Plot plot, LineFigure figure)
    {
        for (int i = 0; i < figure.Baselines.Count; i++)
        {
            plot.Add.HorizontalLine(figure.Baselines[i].Y).LineStyle = FigureStyle.OfBaseline(i);
        }

        foreach (Curve curve in figure.Curves.Where(curve => curve.Seeds.Count > 0 && curve.X.Count > 1))
        {
            FillY band = plot.Add.FillY(curve.X.ToArray(), curve.Lowest.ToArray(), curve.Highest.ToArray());
            (band.FillColor, band.LineWidth, band.MarkerStyle) = (FigureStyle.BandOf(FigureStyle.Of(curve).Color), 0, MarkerStyle.None);
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
        double[] ys = [.. figure.Curves.SelectMany(curve => curve.Lowest.Concat(curve.Highest))
            .Concat(figure.Baselines.Select(baseline => baseline.Y)).DefaultIfEmpty()];
        NiceScale x = NiceScale.Covering(figure.XFrom ?? xs.Min(), xs.Max(), 6);
        NiceScale y = NiceScale.Covering(figure.YFrom ?? ys.Min(), ys.Max(), 7);

        // Without headroom, the frame would hide half of a curve on the top tick, such as an accuracy of 1.
        double headroom = 0.015 * (y.Max - y.Min);
        plot.Axes.SetLimits(x.Min, xs.Max() + (0.01 * (x.Max - x.Min)), y.Min - headroom, y.Max + headroom);
        plot.Axes.Bottom.TickGenerator = Ticks(x, upTo: xs.Max(), figure.Logarithmic);
        plot.Axes.Left.TickGenerator = Ticks(y, upTo: y.Max, figure.Logarithmic);
        plot.Grid.MajorLineColor = Color.FromHex("#E6E6E6");
        plot.Grid.MajorLineWidth = 1;
    }

    private static NumericManual Ticks(NiceScale scale, double upTo, bool logarithmic)
    {
        double[] shown = [.. scale.Ticks.Where(tick => tick <= upTo && (!logarithmic || double.IsInteger(tick)))];
        string format = "N" + scale.Decimals.ToString(CultureInfo.InvariantCulture);
        return new NumericManual(shown, [.. shown.Select(Label)]);

        string Label(double tick) => logarithmic
            ? Math.Pow(2, tick).ToString("G9", CultureInfo.InvariantCulture)
            : tick.ToString(format, CultureInfo.InvariantCulture);
    }

    private static void SetText(Plot plot, LineFigure figure, string family)
    {
        plot.Title(figure.Title, FigureStyle.TitleSizeOf(figure.Title, family));
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
