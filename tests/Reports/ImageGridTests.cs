using System.Xml.Linq;
using RnnMemory.Reports;
using SkiaSharp;
using Xunit;

namespace RnnMemory.Tests.Reports;

public sealed class ImageGridTests
{
    private static readonly ImageGrid Grid = new(
        "Table1",
        "A title",
        "A caption",
        [[new("square", 2, [1, 0, 0.25f, 0.5f]), new("", 2, [1, 1, 1, 1])], [new("strip", 4, [0, 1, 0, 1])]]);

    [Fact]
    public void Every_pixel_is_a_block_of_its_grey_in_its_place()
    {
        using SKBitmap image = SKBitmap.Decode(FigureRenderer.Png(Grid));

        // Two pictures share 1100 pixels less a gap of 24: 538 each, 269 to a pixel; the labels end at 142.
        Assert.Equal(1200, image.Width);
        Assert.Equal([255, 0, 64, 128], new[] { (60, 152), (58 + 269, 152), (60, 160 + 269), (60 + 269, 160 + 269) }.Select(at => (int)image.GetPixel(at.Item1, at.Item2).Red));
        Assert.Equal(SKColors.White, image.GetPixel(50 + 538 + 24 + 100, 300));
    }

    [Fact]
    public void Svg_has_title_caption_and_labels_and_a_rectangle_for_every_pixel_that_is_not_black()
    {
        Assert.SkipWhen(FigureFont.Family is null, FigureFont.Note ?? "");
        XElement[] elements = [.. XDocument.Parse(FigureRenderer.Svg(Grid)).Descendants()];

        Assert.Equal(
            ["A title", "A caption", "square", "strip"],
            elements.Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim()).Where(text => text.Length > 0));

        // 3 + 4 + 2 pixels, and of each of three pictures the frame and the black ground; one for the page.
        Assert.Equal(9 + 6 + 1, elements.Count(element => element.Name.LocalName == "rect"));
    }

    [Fact]
    public void Data_hold_every_pixel_and_the_hashes_tell_pictures_apart()
    {
        Assert.Equal(
            "Line,Picture,Label,Row,Pixels\n0,0,square,0,1 0\n0,0,square,1,0.25 0.5\n0,1,,0,1 1\n0,1,,1,1 1\n1,0,strip,0,0 1 0 1\n",
            FigureData.Csv(Grid));

        string[] lines = FigureData.Hashes(Grid).TrimEnd('\n').Split('\n');
        Assert.Equal(["Line,Label,Width,Height,SHA-256", "0,square,2,2,", "0,,2,2,", "1,strip,4,1,"], lines.Select((line, i) => i == 0 ? line : line[..(line.LastIndexOf(',') + 1)]));
        Assert.Distinct(lines.Skip(1).Select(line => line[^64..]));
    }

    [Fact]
    public void Report_writes_a_grid_like_any_figure()
    {
        string folder = Directory.CreateTempSubdirectory("rnn-memory-grid-").FullName;
        try
        {
            Assert.Equal(["Table1.png", "Table1.svg", "Table1.csv"], ReportWriter.Write(new Report("Sample", [], [Grid]), folder).Select(Path.GetFileName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
