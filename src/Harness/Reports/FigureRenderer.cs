using System.Text;
using RnnMemory.Files;
using ScottPlot;
using SkiaSharp;

namespace RnnMemory.Reports;

/// <summary>
/// Draws figures. The place of every line depends on the data and on fixed margins, never on measured text, so that apart from its text
/// the drawing is the same on machines with other fonts.
/// </summary>
public static class FigureRenderer
{
    /// <summary>A PNG image, 1200 pixels wide.</summary>
    public static byte[] Png(Figure figure) => Png(figure, FigureFont.Family);

    /// <summary>The same drawing as an SVG document.</summary>
    public static string Svg(Figure figure) => Svg(figure, FigureFont.Family);

    internal static byte[] Png(Figure figure, string? font)
    {
        using SKSurface surface = SKSurface.Create(new SKImageInfo(FigureStyle.Width, HeightOf(figure)));
        Draw(figure, surface.Canvas, font);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    internal static string Svg(Figure figure, string? font)
    {
        using var stream = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(FigureStyle.Width, HeightOf(figure)), stream))
        {
            Draw(figure, canvas, font);
        }

        return SvgNormaliser.WithOwnIds(TextFile.ToLf(Encoding.UTF8.GetString(stream.ToArray())));
    }

    private static int HeightOf(Figure figure) => figure is ImageGrid grid ? ImageGridDrawing.HeightOf(grid) : FigureStyle.Height;

    private static void Draw(Figure figure, SKCanvas canvas, string? font)
    {
        string family = font ?? Fonts.Default;
        switch (figure)
        {
            case LineFigure lines:
                LineDrawing.Draw(lines, canvas, family);
                break;
            case ImageGrid grid:
                ImageGridDrawing.Draw(grid, canvas, family);
                break;
            default:
                throw new ArgumentException($"No way to draw a {figure.GetType().Name}.", nameof(figure));
        }
    }
}
