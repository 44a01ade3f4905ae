using System.Globalization;
using System.Text.RegularExpressions;
using RnnMemory.Files;

namespace RnnMemory.Reports;

/// <summary>Removes from an SVG document everything that does not come from the figure itself; coordinates are unchanged.</summary>
public static partial class SvgNormaliser
{
    /// <summary>The document without its text elements and font attributes, which depend on the machine's fonts.</summary>
    public static string WithoutText(string svg) => FontAttribute().Replace(TextElement().Replace(TextFile.ToLf(svg), ""), "");

    /// <summary>The document with its clip paths numbered from 0. Skia numbers them throughout the process.</summary>
    internal static string WithOwnIds(string svg)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return ClipId().Replace(svg, match =>
        {
            numbers.TryAdd(match.Value, numbers.Count);
            return string.Create(CultureInfo.InvariantCulture, $"clip{numbers[match.Value]}");
        });
    }

    [GeneratedRegex(@"[ \t]*<text\b.*?</text>\n?", RegexOptions.Singleline)]
    private static partial Regex TextElement();

    [GeneratedRegex(@" font-[a-z-]+=""[^""]*""")]
    private static partial Regex FontAttribute();

    // Only inside attributes: id="cl_4" and url(#cl_4).
    [GeneratedRegex(@"(?<=id=""|url\(#)cl_[0-9a-f]+(?=""|\))")]
    private static partial Regex ClipId();
}
