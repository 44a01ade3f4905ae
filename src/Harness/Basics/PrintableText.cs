using System.Globalization;
using System.Text;

namespace RnnMemory.Basics;

/// <summary>Text from files, servers and command lines, made safe to print.</summary>
public static class PrintableText
{
    /// <summary>
    /// The text in one line: line breaks become spaces, and other control and formatting characters their code, e.g. \u001b. A terminal
    /// would obey them: they can hide or overwrite what was printed before.
    /// </summary>
    public static string Of(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        if (!line.Any(IsObeyed))
        {
            return line;
        }

        StringBuilder safe = new();
        foreach (char c in line)
        {
            _ = IsObeyed(c) ? safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : safe.Append(c);
        }

        return safe.ToString();
    }

    private static bool IsObeyed(char c) => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
