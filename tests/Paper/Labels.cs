using System.Text.RegularExpressions;

namespace RnnMemory.Tests.Paper;

/// <summary>The labels of claims and assumptions in a text, such as "assumptions A13 and A20", "(A7)" or "INC-10".</summary>
internal static partial class Labels
{
    private const string Label = @"(?:[A-Z][A-Z0-9]*-[0-9]+|[A-Z][0-9]+|E)\b";

    /// <summary>Each label once; a range's two ends count as two.</summary>
    public static IEnumerable<string> In(string text)
    {
        string flat = LineBreak().Replace(text, " ");
        return Lists().Matches(flat).SelectMany(list => Single().Matches(list.Groups[1].Value)).Concat(Bracketed().Matches(flat)).Concat(Claims().Matches(flat))
            .Select(match => match.Value.Trim('(', ')')).Distinct();
    }

    // A label may stand on the next line of a comment or of a paragraph.
    [GeneratedRegex(@"\r?\n[ \t]*(?:///?|>)?[ \t]*")]
    private static partial Regex LineBreak();

    [GeneratedRegex($@"\b(?:[Aa]ssumptions?|[Cc]laims?) ({Label}(?:(?:, and |, | and | or | to |-|–){Label})*)")]
    private static partial Regex Lists();

    [GeneratedRegex(Label)]
    private static partial Regex Single();

    [GeneratedRegex(@"\([A-DFK][0-9]{1,2}\)")]
    private static partial Regex Bracketed();

    // These need no word before them.
    [GeneratedRegex(@"\b(?:ABS|INT|REL|S3|INC|MN|LAT|TAB|Q|CON|BG)-[0-9]+\b")]
    private static partial Regex Claims();
}
