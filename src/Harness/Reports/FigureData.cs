using System.Globalization;
using System.Runtime.InteropServices;
using RnnMemory.Files;

namespace RnnMemory.Reports;

/// <summary>
/// A figure's plotted numbers as CSV. A line figure gives one row per abscissa and one column per curve and baseline; a grid of pictures
/// gives one row per row of pixels.
/// </summary>
public static class FigureData
{
    /// <summary>
    /// The CSV, with the shortest digits that read back as the same number, and an empty cell where a curve has no point.
    /// </summary>
    public static string Csv(Figure figure) => figure switch
    {
        LineFigure lines => Csv(lines),
        ImageGrid grid => Csv(grid),
        _ => throw new ArgumentException($"No data of a {figure.GetType().Name}.", nameof(figure)),
    };

    /// <summary>Size and SHA-256 of each picture's pixels, which identify a grid in a few lines.</summary>
    public static string Hashes(ImageGrid grid) => TableFormat.Csv(
        ["Line", "Label", "Width", "Height", "SHA-256"],
        from line in grid.Lines.Index()
        from picture in line.Item
        select (IReadOnlyList<string>)[Digits(line.Index), picture.Label, Digits(picture.Width), Digits(picture.Height), Hash(picture)]);

    private static string Hash(Picture picture) => Sha256Text.Of(MemoryMarshal.AsBytes([.. picture.Pixels]));

    private static string Csv(ImageGrid grid) => TableFormat.Csv(
        ["Line", "Picture", "Label", "Row", "Pixels"],
        from line in grid.Lines.Index()
        from picture in line.Item.Index()
        from row in Enumerable.Range(0, picture.Item.Height)
        let pixels = picture.Item.Pixels.Skip(row * picture.Item.Width).Take(picture.Item.Width)
        select (IReadOnlyList<string>)
        [
            Digits(line.Index), Digits(picture.Index), picture.Item.Label, Digits(row),
            string.Join(' ', pixels.Select(pixel => pixel.ToString("R", CultureInfo.InvariantCulture))),
        ]);

    private static string Csv(LineFigure figure)
    {
        double[] abscissae = [.. figure.Curves.SelectMany(curve => curve.X).Distinct().Order()];
        Curve[] lines = [.. figure.Curves.SelectMany(WithSeeds)];
        Dictionary<double, double>[] curves = [.. lines.Select(Points)];
        return TableFormat.Csv(
            [figure.XLabel, .. lines.Select(curve => curve.Label), .. figure.Baselines.Select(baseline => baseline.Label)],
            abscissae.Select(x => (IReadOnlyList<string>)
            [
                Digits(x),
                .. curves.Select(points => points.TryGetValue(x, out double y) ? Digits(y) : ""),
                .. figure.Baselines.Select(baseline => Digits(baseline.Y)),
            ]));
    }

    // A mean is followed by the curves of its seeds.
    private static IEnumerable<Curve> WithSeeds(Curve curve) => curve.Seeds.Count == 0 ? [curve] :
    [
        curve with { Label = $"{curve.Label}: mean" },
        .. curve.Seeds.Select(seed => curve with { Label = $"{curve.Label}: seed {Digits(seed.Seed)}", Y = seed.Y, Seeds = [] }),
    ];

    private static Dictionary<double, double> Points(Curve curve) =>
        curve.X.Zip(curve.Y).ToDictionary(point => point.First, point => point.Second);

    private static string Digits(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
