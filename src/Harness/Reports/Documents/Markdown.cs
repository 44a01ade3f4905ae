using System.Text;

namespace RnnMemory.Reports.Documents;

/// <summary>Small pieces of Markdown.</summary>
internal static class Markdown
{
    /// <summary>Appends "- **name:** text" unless there is no text.</summary>
    public static StringBuilder AppendPoint(this StringBuilder document, string name, string? text) =>
        string.IsNullOrEmpty(text) ? document : document.Append($"- **{name}:** ").Append(Escape(text)).Append('\n');

    /// <summary>Appends a table's row.</summary>
    public static StringBuilder AppendRow(this StringBuilder document, params string[] cells) =>
        document.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");

    /// <summary>The words of an enumeration's name: "SupportedCorrected" becomes "supported corrected".</summary>
    public static string Words<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}")).ToLowerInvariant();

    // An asterisk or underscore of a formula is none of Markdown's.
    private static string Escape(string text) =>
        text.Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
