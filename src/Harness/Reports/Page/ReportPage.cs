using RnnMemory.Basics;
using RnnMemory.Files;

namespace RnnMemory.Reports.Page;

/// <summary>The paper, checked, in one file: index.html, with report.md and every table as CSV beside it.</summary>
public static class ReportPage
{
    /// <summary>The page's file.</summary>
    public const string HtmlFile = "index.html";

    /// <summary>The same tables as Markdown.</summary>
    public const string MarkdownFile = "report.md";

    /// <summary>Where the committed copy is, from the repository's root.</summary>
    public const string CommittedFolder = "docs/report";

    /// <summary>The page: one HTML text that asks for nothing else. The same input gives the same text on every machine.</summary>
    /// <param name="input">What it shows.</param>
    /// <param name="sections">The parts that respond to the reader.</param>
    public static string Html(PageInput input, IReadOnlyList<IInteractiveSection> sections) =>
        PageHtml.Text(PageModel.Of(input), sections);

    /// <summary>Path, below any folder, and text of each file.</summary>
    /// <param name="input">What is shown.</param>
    /// <param name="sections">The parts that respond to the reader.</param>
    public static IReadOnlyList<(string Path, string Text)> Files(PageInput input, IReadOnlyList<IInteractiveSection> sections) =>
        [.. Committed(input, sections), .. PageTables.Csv(input)];

    /// <summary>The files that are committed, in <see cref="CommittedFolder"/>: those for readers, without the CSV.</summary>
    /// <param name="input">What is shown.</param>
    /// <param name="sections">The parts that respond to the reader.</param>
    public static IReadOnlyList<(string Path, string Text)> Committed(PageInput input, IReadOnlyList<IInteractiveSection> sections) =>
        [(HtmlFile, Html(input, sections)), (MarkdownFile, PageMarkdown.Text(input))];

    /// <summary>Writes files below a folder, each replaced in one move; other files in it are left alone.</summary>
    /// <returns>The paths, below the folder, of those that changed.</returns>
    /// <exception cref="UserError">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(IReadOnlyList<(string Path, string Text)> files, string folder)
    {
        List<string> changed = [];
        foreach ((string path, string text) in files)
        {
            string file = Path.Combine(folder, path);
            if (!File.Exists(file) || TextFile.ToLf(File.ReadAllText(file)) != text)
            {
                TextFile.Write(file, text);
                changed.Add(path);
            }
        }

        return changed;
    }
}
