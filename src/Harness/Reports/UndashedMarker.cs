using ScottPlot;
using SkiaSharp;

namespace RnnMemory.Reports;

/// <summary>
/// Draws a marker without the dashes of the line that was drawn before it. ScottPlot leaves them in the shared paint when it fills a shape;
/// a filled shape does not show them, but Skia's SVG canvas complains about them on standard error, without a line break.
/// </summary>
internal sealed class UndashedMarker(MarkerShape shape) : IMarker
{
    public void Render(SKCanvas canvas, Paint paint, Pixel center, float size, MarkerStyle markerStyle)
    {
        // Skia takes null for none; ScottPlot's property does not say so.
        paint.SKPathEffect = null!;
        shape.GetMarker().Render(canvas, paint, center, size, markerStyle);
    }
}
