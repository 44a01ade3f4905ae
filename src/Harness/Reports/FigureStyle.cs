using ScottPlot;

namespace RnnMemory.Reports;

/// <summary>The look that all figures share.</summary>
internal static class FigureStyle
{
    public const int Width = 1200;
    public const int Height = 800;

    private const float TitleSize = 24;
    private const float TitleWidth = 1110;

    public const float LabelSize = 21;
    public const float TickSize = 18;
    public const float LegendSize = 17;

    /// <summary>
    /// Okabe and Ito's palette (2008), whose colours people with any common colour vision can distinguish; without its yellow, which is
    /// too pale for lines.
    /// </summary>
    public static readonly Color[] Palette =
    [
        Color.FromHex("#D55E00"), Color.FromHex("#0072B2"), Color.FromHex("#009E73"), Color.FromHex("#CC79A7"),
        Color.FromHex("#E69F00"), Color.FromHex("#56B4E9"), Color.FromHex("#000000"),
    ];

    public static readonly LinePattern[] Dashes =
    [
        LinePattern.Solid, new([12, 6], 0, "dashed"), new([3, 4], 0, "dotted"), new([14, 5, 3, 5], 0, "dash-dotted"), new([24, 6], 0, "long-dashed"),
    ];

    public static readonly Color BaselineColor = Color.FromHex("#707070");

    private static readonly LinePattern[] BaselineDashes = [new([7, 5], 0, "baseline dashed"), new([2, 4], 0, "baseline dotted")];

    /// <summary>The size of a title: the same for all, but smaller where a long one would be cut off at the figure's edges.</summary>
    public static float TitleSizeOf(string title, string family)
    {
        using Paint paint = Paint.NewDisposablePaint();
        float width = new LabelStyle { Text = title, FontName = family, FontSize = TitleSize }.Measure(title, paint).Width;
        return width <= TitleWidth ? TitleSize : TitleSize * TitleWidth / width;
    }

    public static LineStyle Of(Curve curve) => new(2.4f, Palette[curve.Color % Palette.Length], Dashes[curve.Dash % Dashes.Length]);

    /// <summary>The dot that represents a curve of a single point; it is open if the curve's line would be dashed.</summary>
    public static MarkerStyle DotOf(Curve curve)
    {
        LineStyle line = Of(curve);
        MarkerShape shape = curve.Dash == 0 ? MarkerShape.FilledCircle : MarkerShape.OpenCircle;
        return new MarkerStyle(shape, 10, line.Color) { LineWidth = line.Width, CustomRenderer = new UndashedMarker(shape) };
    }

    /// <summary>The colour of the band around a mean: pale, so that bands which overlap can be told apart.</summary>
    public static Color BandOf(Color line) => line.WithAlpha(0.18);

    /// <summary>The sample of a band in the legend.</summary>
    public static LineStyle Band { get; } = new(14, BandOf(BaselineColor), LinePattern.Solid);

    public static LineStyle OfBaseline(int index) => new(1.4f, BaselineColor, BaselineDashes[index % BaselineDashes.Length]);
}
