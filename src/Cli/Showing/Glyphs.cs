using RnnMemory.Basics;

namespace RnnMemory.Cli.Showing;

/// <summary>The characters that a chart is drawn with.</summary>
/// <param name="First">A point of the first series.</param>
/// <param name="Second">A point of the second series.</param>
/// <param name="Side">The vertical axis.</param>
/// <param name="Corner">Where the axes meet.</param>
/// <param name="Base">The horizontal axis.</param>
internal sealed record Glyphs(char First, char Second, char Side, char Corner, char Base)
{
    /// <summary>For every terminal.</summary>
    public static Glyphs Ascii { get; } = new('*', '.', '|', '+', '-');

    /// <summary>For terminals that show UTF-8.</summary>
    public static Glyphs Unicode { get; } = new('●', '·', '│', '└', '─');

    private const int Utf8CodePage = 65_001;

    // The first of these that is set names the encoding (POSIX).
    private static readonly string[] Locale = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>Those that the terminal of this process shows.</summary>
    public static Glyphs OfThisTerminal() => OperatingSystem.IsWindows()
        ? Console.OutputEncoding.CodePage == Utf8CodePage ? Unicode : Ascii
        : OfLocale(HarnessEnvironment.Current());

    /// <summary>Those that the locale's encoding has; ASCII where no locale is set.</summary>
    internal static Glyphs OfLocale(IReadOnlyDictionary<string, string> variables)
    {
        string locale = Locale.Select(name => variables.GetValueOrDefault(name, "")).FirstOrDefault(value => value.Length > 0, "");
        return locale.Replace("-", "", StringComparison.Ordinal).Contains("utf8", StringComparison.OrdinalIgnoreCase) ? Unicode : Ascii;
    }
}
