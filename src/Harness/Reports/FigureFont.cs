using SkiaSharp;

namespace RnnMemory.Reports;

/// <summary>
/// Chooses the typeface of figures: the first sans-serif of a fixed list that is installed. The renderer's own default is the machine's
/// first font, which is often a serif.
/// </summary>
public static class FigureFont
{
    private static readonly string[] Preferred =
    [
        "DejaVu Sans", "Liberation Sans", "Noto Sans", "Open Sans", "Roboto", "Ubuntu", "Cantarell", "FreeSans", "Nimbus Sans",
        "Arial", "Helvetica", "Helvetica Neue", "Segoe UI", "Verdana", "Tahoma",
    ];

    /// <summary>The family that figures use on this machine; null if no font is installed.</summary>
    public static string? Family { get; } = Choose([.. SKFontManager.Default.FontFamilies]);

    /// <summary>A warning about the figures made on this machine; null if there is none.</summary>
    public static string? Note => NoteFor(Family);

    /// <summary>
    /// The first family of the fixed list that is installed; otherwise any with "Sans" in its name; otherwise any; otherwise null.
    /// </summary>
    internal static string? Choose(IReadOnlyCollection<string> installed) =>
        Preferred.FirstOrDefault(name => installed.Contains(name, StringComparer.OrdinalIgnoreCase))
        ?? installed.Where(name => name.Contains("Sans", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).FirstOrDefault()
        ?? installed.Where(name => name.Length > 0).Order(StringComparer.Ordinal).FirstOrDefault();

    internal static string? NoteFor(string? family) => family is not null
        ? null
        : "This machine has no font: the figures are drawn without any text (install one, e.g. the package fonts-dejavu-core, and run again).";
}
