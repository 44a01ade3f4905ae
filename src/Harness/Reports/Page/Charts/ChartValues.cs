using System.Globalization;
using System.Text.Json;
using RnnMemory.Reports.Page.Parts;

namespace RnnMemory.Reports.Page.Charts;

/// <summary>The plotted numbers of a line figure: as a table for readers, and as JSON for the script that draws it.</summary>
internal static class ChartValues
{
    // As many as any screen shows; further ones could differ between machines.
    private const string Format = "G6";

    private static readonly JsonWriterOptions Compact = new() { Indented = false };

    /// <summary>A row for each abscissa and a column for each curve: the value, and the range of its seeds.</summary>
    public static TableView Table(LineFigure figure)
    {
        double[] abscissae = [.. figure.Curves.SelectMany(curve => curve.X).Distinct().Order()];
        Dictionary<double, int>[] places =
            [.. figure.Curves.Select(curve => curve.X.Index().ToDictionary(point => point.Item, point => point.Index))];
        return TableView.Of(
            $"{figure.Title}: {figure.YLabel}",
            [figure.XLabel, .. figure.Curves.Select(LabelOf)],
            [
                .. abscissae.Select(x => (IReadOnlyList<string>)
                    [Text(x), .. figure.Curves.Zip(places, (curve, place) => place.TryGetValue(x, out int at) ? Cell(curve, at) : "")]),
            ],
            [.. figure.Baselines.Select(baseline => baseline.Label)]);
    }

    /// <summary>A curve's label with its number of seeds.</summary>
    public static string LabelOf(Curve curve) => curve.Seeds.Count == 0
        ? curve.Label
        : string.Create(CultureInfo.InvariantCulture, $"{curve.Label} ({curve.Seeds.Count} seeds)");

    /// <summary>All charts by the ids of their exhibits.</summary>
    public static string Json(IEnumerable<(string Id, LineFigure Figure)> charts)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Compact))
        {
            json.WriteStartObject();
            foreach ((string id, LineFigure figure) in charts)
            {
                json.WritePropertyName(id);
                Write(json, figure);
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, LineFigure figure)
    {
        json.WriteStartObject();
        json.WriteString("title", figure.Title);
        json.WriteString("xLabel", figure.XLabel);
        json.WriteString("yLabel", figure.YLabel);
        WriteIf(json, "xFrom", figure.XFrom);
        WriteIf(json, "yFrom", figure.YFrom);
        json.WriteStartArray("curves");
        foreach (Curve curve in figure.Curves)
        {
            json.WriteStartObject();
            json.WriteString("label", curve.Label);
            json.WriteNumber("color", curve.Color);
            json.WriteNumber("dash", curve.Dash);
            json.WriteNumber("seeds", curve.Seeds.Count);
            Write(json, "x", curve.X);
            Write(json, "y", curve.Y);
            if (curve.Seeds.Count > 0)
            {
                Write(json, "low", curve.Lowest);
                Write(json, "high", curve.Highest);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("baselines");
        foreach (Baseline baseline in figure.Baselines)
        {
            json.WriteStartObject();
            json.WriteString("label", baseline.Label);
            WriteIf(json, "y", baseline.Y);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteRawValue(Text(value));
        }

        json.WriteEndArray();
    }

    private static void WriteIf(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(Text(number));
        }
    }

    private static string Cell(Curve curve, int at) => curve.Seeds.Count == 0
        ? Text(curve.Y[at])
        : $"{Text(curve.Y[at])} ({Text(curve.Seeds.Min(seed => seed.Y[at]))} to {Text(curve.Seeds.Max(seed => seed.Y[at]))})";

    private static string Text(double value) => value.ToString(Format, CultureInfo.InvariantCulture);
}
