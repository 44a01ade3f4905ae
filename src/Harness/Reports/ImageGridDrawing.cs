using ScottPlot;
using SkiaSharp;

namespace RnnMemory.Reports;

/// <summary>
/// Draws an <see cref="ImageGrid"/>: every pixel becomes a square of whole screen pixels, and a picture of one row a strip of bars.
/// </summary>
internal static class ImageGridDrawing
{
    private const int Margin = 50;
    private const int Gap = 24;
    private const int Head = 112;
    private const int LabelBand = 30;
    private const int StripHeight = 70;
    private const float CaptionSize = 18;
    private const float PictureLabelSize = 18;
    private static readonly SKColor Frame = new(0x80, 0x80, 0x80);

    public static int HeightOf(ImageGrid grid) => Head + grid.Lines.Sum(BandOf) + Margin - Gap;

    public static void Draw(ImageGrid grid, SKCanvas canvas, string family)
    {
        canvas.Clear(SKColors.White);
        using Paint text = Paint.NewDisposablePaint();
        float titleSize = FigureStyle.TitleSizeOf(grid.Title, family);
        Write(canvas, text, grid.Title, family, titleSize, FigureStyle.Width / 2, 38, Alignment.MiddleCenter);
        Write(canvas, text, grid.Caption, family, CaptionSize, FigureStyle.Width / 2, 74, Alignment.MiddleCenter);

        int top = Head;
        foreach (IReadOnlyList<Picture> line in grid.Lines)
        {
            int share = ShareOf(line);
            for (int i = 0; i < line.Count; i++)
            {
                int left = Margin + (i * (share + Gap));
                Write(canvas, text, line[i].Label, family, PictureLabelSize, left, top + (LabelBand / 2), Alignment.MiddleLeft);
                DrawPicture(canvas, line[i], left, top + LabelsOf(line), share);
            }

            top += BandOf(line);
        }
    }

    // Width in screen pixels that each picture of a line may take.
    private static int ShareOf(IReadOnlyList<Picture> line) => (FigureStyle.Width - (2 * Margin) - ((line.Count - 1) * Gap)) / line.Count;

    private static int ScaleOf(Picture picture, int share) => Math.Max(1, share / picture.Width);

    private static int HeightOf(Picture picture, int share) => picture.Height == 1 ? StripHeight : picture.Height * ScaleOf(picture, share);

    private static int LabelsOf(IReadOnlyList<Picture> line) => line.Any(picture => picture.Label.Length > 0) ? LabelBand : 0;

    private static int BandOf(IReadOnlyList<Picture> line) => LabelsOf(line) + line.Max(picture => HeightOf(picture, ShareOf(line))) + Gap;

    private static void DrawPicture(SKCanvas canvas, Picture picture, int left, int top, int share)
    {
        int width = ScaleOf(picture, share);
        int height = HeightOf(picture, share) / picture.Height;
        using var paint = new SKPaint { IsAntialias = false, Color = Frame };

        // The frame separates white pixels at the edge from the page.
        canvas.DrawRect(left - 1, top - 1, (picture.Width * width) + 2, (picture.Height * height) + 2, paint);
        paint.Color = SKColors.Black;
        canvas.DrawRect(left, top, picture.Width * width, picture.Height * height, paint);
        for (int i = 0; i < picture.Pixels.Count; i++)
        {
            byte grey = (byte)MathF.Round(picture.Pixels[i] * byte.MaxValue);
            if (grey > 0)
            {
                paint.Color = new SKColor(grey, grey, grey);
                canvas.DrawRect(left + (i % picture.Width * width), top + (i / picture.Width * height), width, height, paint);
            }
        }
    }

    private static void Write(
        SKCanvas canvas, Paint paint, string text, string family, float size, float x, float y, Alignment alignment)
    {
        var label = new LabelStyle { Text = text, FontName = family, FontSize = size, ForeColor = Colors.Black, Alignment = alignment };
        label.Render(canvas, new Pixel(x, y), paint);
    }
}
