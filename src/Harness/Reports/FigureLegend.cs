using ScottPlot;
using SkiaSharp;

namespace RnnMemory.Reports;

/// <summary>
/// A legend in a band below the plot, where it hides nothing. ScottPlot's own legend depends on the measured size of its text, so its
/// lines would move from machine to machine; here the place of every sample line depends only on its index.
/// </summary>
internal sealed class FigureLegend(LineFigure figure)
{
    private const int LongLabel = 24;
    private const float RowHeight = 30;
    private const float Sample = 52;

    private readonly (string Label, LineStyle Style)[] entries =
    [
        .. figure.Curves.Select(curve => (curve.Label, FigureStyle.Of(curve))),
        .. figure.Baselines.Select((baseline, index) => (baseline.Label, FigureStyle.OfBaseline(index))),
        .. Band(figure),
    ];

    // The lines are means and the bands reach from the lowest to the highest seed; curves may have lost a seed to a run that diverged.
    private static IEnumerable<(string Label, LineStyle Style)> Band(LineFigure figure)
    {
        int[] seeds = [.. figure.Curves.Select(curve => curve.Seeds.Count).Where(count => count > 0).Distinct().Order()];
        return seeds.Length == 0 ? []
            : [(seeds is [var all] ? $"Mean and range of {all} seeds" : $"Mean and range of {seeds[0]}-{seeds[^1]} seeds", FigureStyle.Band)];
    }

    // Four columns hold labels of up to LongLabel characters.
    private int Columns => entries.Any(entry => entry.Label.Length > LongLabel) ? 3 : 4;

    private int Rows => (entries.Length + Columns - 1) / Columns;

    /// <summary>Height of the band in pixels.</summary>
    public float Height => (Rows * RowHeight) + 12;

    /// <summary>Fills the band's columns from top to bottom, in the order of the figure.</summary>
    public void Draw(SKCanvas canvas, float left, float right, float top, string font)
    {
        using Paint paint = Paint.NewDisposablePaint();
        float columnWidth = (right - left) / Columns;
        for (int i = 0; i < entries.Length; i++)
        {
            float x = left + (i / Rows * columnWidth);
            float y = top + ((i % Rows + 0.5f) * RowHeight);
            entries[i].Style.Render(canvas, new PixelLine(x, y, x + Sample, y), paint);
            var label = new LabelStyle
            {
                Text = entries[i].Label,
                FontName = font,
                FontSize = FigureStyle.LegendSize,
                ForeColor = Colors.Black,
                Alignment = Alignment.MiddleLeft,
            };
            label.Render(canvas, new Pixel(x + Sample + 10, y), paint);
        }
    }
}
