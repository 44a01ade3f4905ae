using System.Globalization;
using System.Text;

namespace RnnMemory.Reports.Page.Charts;

/// <summary>
/// A line figure as inline SVG, for readers without scripts and until the script has drawn its own. Colours and dashes are classes of the
/// style sheet, the same as the script's.
/// </summary>
internal static class ChartSvg
{
    private const double Width = 640;
    private const double Height = 380;
    private const double Left = 62;
    private const double Right = 12;
    private const double Top = 10;
    private const double Bottom = 46;

    public static string Of(LineFigure figure)
    {
        double[] xs = [.. figure.Curves.SelectMany(curve => curve.X).DefaultIfEmpty()];
        double[] ys = [.. figure.Curves.SelectMany(curve => curve.Lowest.Concat(curve.Highest))
            .Concat(figure.Baselines.Select(baseline => baseline.Y)).DefaultIfEmpty()];
        NiceScale x = NiceScale.Covering(figure.XFrom ?? xs.Min(), xs.Max(), 5);
        NiceScale y = NiceScale.Covering(figure.YFrom ?? ys.Min(), ys.Max(), 6);
        StringBuilder svg = new($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{SvgText.Escape(figure.Title)}\">");
        foreach (double tick in y.Ticks)
        {
            svg.Append(Line("grid", Left, At(y, tick), Width - Right, At(y, tick)));
            svg.Append(Label("end", Left - 6, At(y, tick) + 4, tick, y.Decimals));
        }

        foreach (double tick in x.Ticks)
        {
            svg.Append(Label("middle", Across(tick), Height - Bottom + 18, tick, x.Decimals));
        }

        svg.Append(Line("axis", Left, Height - Bottom, Width - Right, Height - Bottom));
        svg.Append($"<text class=\"label\" text-anchor=\"middle\" x=\"{SvgText.Number((Left + Width - Right) / 2)}\" y=\"{Height - 6}\">{SvgText.Escape(figure.XLabel)}</text>");
        foreach (Baseline baseline in figure.Baselines)
        {
            svg.Append(Line("baseline", Left, At(y, baseline.Y), Width - Right, At(y, baseline.Y)));
        }

        foreach (Curve curve in figure.Curves.Where(curve => curve.X.Count > 1))
        {
            if (curve.Seeds.Count > 0)
            {
                IEnumerable<(double, double)> edge = [.. Points(curve, curve.Highest), .. Points(curve, curve.Lowest).Reverse()];
                svg.Append($"<path class=\"band c{curve.Color}\" d=\"{SvgText.Path(edge)}Z\"/>");
            }

            svg.Append($"<path class=\"curve c{curve.Color} d{curve.Dash}\" d=\"{SvgText.Path(Points(curve, curve.Y))}\"/>");
        }

        return svg.Append("</svg>").ToString();

        double Across(double value) => Left + ((value - x.Min) / (x.Max - x.Min) * (Width - Left - Right));

        // What lies below the axis is cut off there.
        IEnumerable<(double X, double Y)> Points(Curve curve, IReadOnlyList<double> values) =>
            curve.X.Zip(values, (at, value) => (Across(at), At(y, Math.Max(value, y.Min))));
    }

    private static double At(NiceScale scale, double value) =>
        Height - Bottom - ((value - scale.Min) / (scale.Max - scale.Min) * (Height - Bottom - Top));

    private static string Line(string kind, double x1, double y1, double x2, double y2) =>
        $"<line class=\"{kind}\" x1=\"{SvgText.Number(x1)}\" y1=\"{SvgText.Number(y1)}\" x2=\"{SvgText.Number(x2)}\" y2=\"{SvgText.Number(y2)}\"/>";

    private static string Label(string anchor, double x, double y, double tick, int decimals) =>
        $"<text class=\"tick\" text-anchor=\"{anchor}\" x=\"{SvgText.Number(x)}\" y=\"{SvgText.Number(y)}\">{tick.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)}</text>";
}
