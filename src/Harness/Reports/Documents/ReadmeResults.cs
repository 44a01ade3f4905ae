using RnnMemory.Basics;
using RnnMemory.Files;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Reports.Verdicts;

namespace RnnMemory.Reports.Documents;

/// <summary>The README's table of results, a marked block that is written from the verdicts.</summary>
public static class ReadmeResults
{
    private const string ReadmeFile = "README.md";

    /// <summary>A README's text with the block of these verdicts.</summary>
    /// <param name="readme">The text as it is.</param>
    /// <param name="verdicts">The verdicts.</param>
    /// <exception cref="UserError">The text does not have the two markers, one after the other.</exception>
    public static string In(string readme, AllVerdicts verdicts)
    {
        string text = TextFile.ToLf(readme);
        int begin = text.IndexOf(VerdictOverview.ReadmeBegin, StringComparison.Ordinal);
        int end = text.IndexOf(VerdictOverview.ReadmeEnd, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? text[..begin] + VerdictOverview.Readme(verdicts) + text[(end + VerdictOverview.ReadmeEnd.Length)..]
            : throw new UserError($"{ReadmeFile} must have the lines '{VerdictOverview.ReadmeBegin}' and '{VerdictOverview.ReadmeEnd}' around its results.");
    }

    /// <summary>Writes the block into the README below a root folder.</summary>
    /// <returns>The file's path if it changed.</returns>
    /// <exception cref="UserError">The markers are missing, or the file cannot be written.</exception>
    public static IReadOnlyList<string> Write(AllVerdicts verdicts, string root)
    {
        string file = Path.Combine(root, ReadmeFile);
        string before = TextFile.ToLf(File.ReadAllText(file));
        string after = In(before, verdicts);
        if (before == after)
        {
            return [];
        }

        TextFile.Write(file, after);
        return [ReadmeFile];
    }
}
