using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace RnnMemory.Reports.Page.Charts;

/// <summary>Small pieces of SVG in the invariant culture, with one decimal: a tenth of a pixel.</summary>
internal static class SvgText
{
    public static string Number(double value)
    {
        string text = value.ToString("F1", CultureInfo.InvariantCulture);
        return text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
    }

    public static string Escape(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>"M0,1 2,3 4,5".</summary>
    public static string Path(IEnumerable<(double X, double Y)> points)
    {
        StringBuilder path = new("M");
        foreach ((double x, double y) in points)
        {
            path.Append(path.Length == 1 ? "" : " ").Append(Number(x)).Append(',').Append(Number(y));
        }

        return path.ToString();
    }
}
