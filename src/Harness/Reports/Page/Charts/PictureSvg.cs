using System.Globalization;
using System.Text;

namespace RnnMemory.Reports.Page.Charts;

/// <summary>
/// A grid of small grey-scale pictures as inline SVG: one path for each of 16 levels of grey, so that a picture takes a kilobyte.
/// </summary>
internal static class PictureSvg
{
    private const int Levels = 15;
    private const int Gap = 4;
    private const int LineHeight = 5;
    private const int LineLength = 12;
    private const int StripHeight = 10;

    public static string Of(ImageGrid grid)
    {
        StringBuilder pictures = new();
        int width = 0, top = 0;
        foreach (IReadOnlyList<Picture> line in grid.Lines)
        {
            int label = line.Max(picture => LinesOf(picture).Count) * LineHeight;
            int left = 0, height = 0;
            foreach (Picture picture in line)
            {
                bool isStrip = picture.Height == 1;

                // A strip of 784 pixels is as wide as the pictures above it, each pixel a bar.
                int drawn = isStrip ? Math.Max(width, picture.Width / 4) : picture.Width;
                int tall = isStrip ? StripHeight : picture.Height;
                foreach ((int at, string words) in LinesOf(picture).Index())
                {
                    pictures.Append(CultureInfo.InvariantCulture, $"<text class=\"picture-label\" x=\"{left}\" y=\"{top + ((at + 1) * LineHeight) - 1}\">{SvgText.Escape(words)}</text>");
                }

                pictures.Append(CultureInfo.InvariantCulture, $"<svg x=\"{left}\" y=\"{top + label}\" width=\"{drawn}\" height=\"{tall}\" viewBox=\"0 0 {picture.Width} {picture.Height}\" preserveAspectRatio=\"none\">");
                Append(pictures, picture);
                pictures.Append("</svg>");
                left += drawn + Gap;
                height = Math.Max(height, tall);
            }

            width = Math.Max(width, left - Gap);
            top += label + height + Gap;
        }

        return string.Create(CultureInfo.InvariantCulture, $"<svg class=\"pictures\" viewBox=\"0 0 {width} {top - Gap}\" role=\"img\" aria-label=\"{SvgText.Escape(grid.Title)}\">{pictures}</svg>");
    }

    // A label is no wider than its picture; a strip has room for all of it.
    private static List<string> LinesOf(Picture picture)
    {
        List<string> lines = [];
        foreach (string word in picture.Label.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && (picture.Height == 1 || lines[^1].Length + word.Length < LineLength))
            {
                lines[^1] += $" {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    // Pixels of one level in a row of the picture that stand side by side are one rectangle. Level 15 is white.
    private static void Append(StringBuilder svg, Picture picture)
    {
        StringBuilder[] paths = [.. Enumerable.Range(0, Levels + 1).Select(_ => new StringBuilder())];
        for (int row = 0; row < picture.Height; row++)
        {
            for (int column = 0, end; column < picture.Width; column = end)
            {
                int level = Level(row, column);
                for (end = column + 1; end < picture.Width && Level(row, end) == level; end++)
                {
                }

                paths[level].Append(CultureInfo.InvariantCulture, $"M{column} {row}h{end - column}v1H{column}z");
            }
        }

        foreach ((int level, StringBuilder path) in paths.Index().Where(path => path.Item.Length > 0))
        {
            string grey = (level * 255 / Levels).ToString("x2", CultureInfo.InvariantCulture);
            svg.Append($"<path fill=\"#{grey}{grey}{grey}\" d=\"{path}\"/>");
        }

        int Level(int row, int column) => (int)Math.Round(picture.Pixels[(row * picture.Width) + column] * Levels);
    }
}
