using System.Globalization;

namespace RnnMemory.Reports;

/// <summary>A figure's plotted numbers as CSV: one row per abscissa, one column per curve and baseline.</summary>
public static class FigureData
{
    /// <summary>Shortest digits that read back to the same binary64; an empty cell where a curve has no point.</summary>
    public static string Csv(LineFigure figure)
    {
        double[] abscissae = [.. figure.Curves.SelectMany(curve => curve.X).Distinct().Order()];
        Dictionary<double, double>[] curves = [.. figure.Curves.Select(Points)];
        return TableFormat.Csv(
            [figure.XLabel, .. figure.Curves.Select(curve => curve.Label), .. figure.Baselines.Select(baseline => baseline.Label)],
            abscissae.Select(x => (IReadOnlyList<string>)
            [
                Digits(x),
                .. curves.Select(points => points.TryGetValue(x, out double y) ? Digits(y) : ""),
                .. figure.Baselines.Select(baseline => Digits(baseline.Y)),
            ]));
    }

    private static Dictionary<double, double> Points(Curve curve) =>
        curve.X.Zip(curve.Y).ToDictionary(point => point.First, point => point.Second);

    private static string Digits(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
