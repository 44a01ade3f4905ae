using SkiaSharp;

namespace RnnMemory.Reports;

/// <summary>
/// Chooses the typeface of figures: the first sans-serif of a fixed list that the machine has, since the renderer's own default is
/// whatever comes first on the machine and often a serif.
/// </summary>
public static class FigureFont
{
    private static readonly string[] Preferred =
    [
        "DejaVu Sans", "Liberation Sans", "Noto Sans", "Open Sans", "Roboto", "Ubuntu", "Cantarell", "FreeSans", "Nimbus Sans",
        "Arial", "Helvetica", "Helvetica Neue", "Segoe UI", "Verdana", "Tahoma",
    ];

    /// <summary>The family that figures use on this machine; null when it has no font at all.</summary>
    public static string? Family { get; } = Choose([.. SKFontManager.Default.FontFamilies]);

    /// <summary>What a reader must know about this machine's figures; null when there is nothing to say.</summary>
    public static string? Note => NoteFor(Family);

    /// <summary>The first of the fixed list that is installed, else any with "Sans" in its name, else any, else null.</summary>
    internal static string? Choose(IReadOnlyCollection<string> installed) =>
        Preferred.FirstOrDefault(name => installed.Contains(name, StringComparer.OrdinalIgnoreCase))
        ?? installed.Where(name => name.Contains("Sans", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).FirstOrDefault()
        ?? installed.Where(name => name.Length > 0).Order(StringComparer.Ordinal).FirstOrDefault();

    internal static string? NoteFor(string? family) => family is not null
        ? null
        : "This machine has no font: the figures are drawn without any text (install one, e.g. the package fonts-dejavu-core, and run again).";
}
