using RnnMemory.Basics;
using RnnMemory.Files;

namespace RnnMemory.Reports;

/// <summary>Writes a report's tables and figures as files, each replaced in one move.</summary>
public static class ReportWriter
{
    /// <summary>
    /// Writes each table as aligned text, CSV and Markdown, and each figure as PNG, SVG and the CSV of its plotted data. Callers print
    /// <see cref="FigureFont.Note"/> if it is not null.
    /// </summary>
    /// <param name="report">What to write.</param>
    /// <param name="folder">The folder to write to, created if missing. Other files in it are left alone.</param>
    /// <returns>The paths written, in the report's order.</returns>
    /// <exception cref="UserError">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(Report report, string folder)
    {
        var paths = new List<string>();
        foreach (Table table in report.Tables)
        {
            TextFile.Write(Add(table.Name, "txt"), TableFormat.Text(table));
            TextFile.Write(Add(table.Name, "csv"), TableFormat.Csv(table));
            TextFile.Write(Add(table.Name, "md"), TableFormat.Markdown(table));
        }

        foreach (Figure figure in report.Figures)
        {
            TextFile.Write(Add(figure.Name, "png"), FigureRenderer.Png(figure));
            TextFile.Write(Add(figure.Name, "svg"), FigureRenderer.Svg(figure));
            TextFile.Write(Add(figure.Name, "csv"), FigureData.Csv(figure));
        }

        return paths;

        string Add(string name, string extension)
        {
            string path = Path.Combine(folder, $"{name}.{extension}");
            paths.Add(path);
            return path;
        }
    }
}
