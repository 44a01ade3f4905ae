using System.Text;
using RnnMemory.Basics;
using RnnMemory.Paper;
using RnnMemory.Reports.Verdicts;

namespace RnnMemory.Reports.Page;

/// <summary>report.md: the page's tables for readers and programs that take text.</summary>
internal static class PageMarkdown
{
    public static string Text(PageInput input)
    {
        PublishedPaper paper = Published.File.Content.Paper;
        StringBuilder text = new($"""
            # {paper.Title}, checked

            {string.Join(", ", paper.Authors)}, {paper.Year}. Written by `{Launcher.InDocuments("report")}` from the records in expected/runs.
            index.html beside it shows the same with every step, and the folder {PageTables.Folder} has each table as CSV with all digits.


            """.ReplaceLineEndings("\n"));
        text.AppendJoin('\n', VerdictOverview.Counts(input.Verdicts).Select(line => $"- {line}")).Append("\n\n");

        // The runs are 900 lines, which no reader needs; they are a CSV file.
        foreach (Table table in PageTables.Verdicts(input).SkipLast(1).Concat(input.Reports.SelectMany(report => report.Report.Tables)))
        {
            text.Append(TableFormat.Markdown(table)).Append('\n');
        }

        text.Append("### Figures\n\n");
        foreach (PageReport report in input.Reports)
        {
            foreach (Figure figure in report.Report.Figures)
            {
                text.Append($"- {figure.Title}: `{PageTables.CsvName(report, figure)}`\n");
            }
        }

        return text.ToString();
    }
}
