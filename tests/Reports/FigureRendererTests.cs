using System.Xml.Linq;
using RnnMemory.Reports;
using SkiaSharp;
using Xunit;

namespace RnnMemory.Tests.Reports;

public sealed class FigureRendererTests
{
    [Fact]
    public void Png_is_1200_by_800_and_shows_every_curves_colour()
    {
        using SKBitmap image = SKBitmap.Decode(FigureRenderer.Png(SampleReport.Figure));

        Assert.Equal((1200, 800), (image.Width, image.Height));
        Assert.Contains(new SKColor(0xD5, 0x5E, 0x00), image.Pixels);
    }

    [Fact]
    public void Svg_shows_title_axes_curves_and_baselines_by_name()
    {
        Assert.SkipWhen(FigureFont.Family is null, FigureFont.Note ?? "");
        string[] texts = [.. XDocument.Parse(FigureRenderer.Svg(SampleReport.Figure)).Descendants()
            .Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];

        Assert.Superset(
            new HashSet<string>(
            [
                "Increment task, K = 2, N = 32", "Updates (minibatches of 16)", "Digit accuracy", "GRU, simple", "GRU, complicated",
                "Copying 0.9439", "0.6", "400",
            ]),
            texts.ToHashSet());
    }

    [Fact]
    public void Svg_without_text_is_the_same_whatever_the_font()
    {
        string[] fonts = ["DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono", "no such font"];

        string[] drawings = [.. fonts.Select(font => SvgNormaliser.WithoutText(FigureRenderer.Svg(SampleReport.Figure, font)))];

        Assert.Single(drawings.Distinct());
        Assert.DoesNotContain("font", drawings[0]);
        Assert.DoesNotContain("Copying", drawings[0]);
    }

    [Fact]
    public void Svg_is_the_same_when_drawn_again() =>
        Assert.Equal(FigureRenderer.Svg(SampleReport.Figure), FigureRenderer.Svg(SampleReport.Figure));

    [Fact]
    public void Svg_draws_every_line_once()
    {
        string svg = FigureRenderer.Svg(SampleReport.Figure);

        // The curve and its sample in the legend.
        Assert.Equal(2, svg.Split("stroke=\"#D55E00\"").Length - 1);
    }

    [Fact]
    public void Logarithmic_axes_have_ticks_at_powers_of_two_evenly_spaced()
    {
        Assert.SkipWhen(FigureFont.Family is null, FigureFont.Note ?? "");
        var figure = new LineFigure("Log", "Log", "x", "y", [new("one", 1, 0, [1, 256], [0.25, 16])], [], Logarithmic: true);

        string[] texts = [.. XDocument.Parse(FigureRenderer.Svg(figure)).Descendants()
            .Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];

        Assert.Superset(new HashSet<string>(["1", "4", "16", "64", "256", "0.25", "0.5"]), texts.ToHashSet());
        Assert.DoesNotContain("0", texts);
    }

    [Fact]
    public void A_curve_of_one_point_is_a_dot()
    {
        var figure = new LineFigure("Dot", "Dot", "x", "y", [new("one", 1, 0, [1], [0.5])], [], XFrom: 0);

        // The line's sample in the legend has few pixels of that colour, the dot some more.
        using SKBitmap image = SKBitmap.Decode(FigureRenderer.Png(figure));
        int[] above = [.. Enumerable.Range(0, image.Height - 100).Where(y => Enumerable.Range(0, image.Width).Any(x => image.GetPixel(x, y) == new SKColor(0x00, 0x72, 0xB2)))];
        Assert.InRange(above.Length, 6, 14);
    }

    public static TheoryData<string> LongTitles() => [new string('m', 70), new string('m', 200)];

    [Theory]
    [MemberData(nameof(LongTitles))]
    public void Long_title_is_not_cut_off(string title)
    {
        Assert.SkipWhen(FigureFont.Family is null, FigureFont.Note ?? "");
        Figure[] figures =
        [
            new LineFigure("Line", title, "x", "y", [new("one", 1, 0, [1, 2], [0.5, 1])], []),
            new ImageGrid("Grid", title, "", [[new Picture("", 1, [1f])]]),
        ];
        foreach (Figure figure in figures)
        {
            using SKBitmap image = SKBitmap.Decode(FigureRenderer.Png(figure));
            int[] dark = [.. Enumerable.Range(0, image.Width).Where(x => Enumerable.Range(10, 50).Any(y => image.GetPixel(x, y).Red < 128))];
            Assert.InRange(dark[0], 5, image.Width / 2);
            Assert.InRange(dark[^1], image.Width / 2, image.Width - 6);
        }
    }

    [Fact]
    public void Figure_without_points_is_still_drawn()
    {
        var empty = new LineFigure("Empty", "Empty", "x", "y", [new("nothing", 0, 0, [], [])], []);

        Assert.NotEmpty(FigureRenderer.Png(empty));
    }
}
