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
        IEnumerable<string> tables = [.. report.Tables.SelectMany(table => Write(table, folder))];

        // Drawing takes most of the time, and the figures do not depend on each other.
        Task<string[]>[] figures = [.. report.Figures.Select(figure => Task.Run(() => Write(figure, folder)))];
        return [.. tables, .. Task.WhenAll(figures).GetAwaiter().GetResult().SelectMany(paths => paths)];
    }

    private static string[] Write(Table table, string folder) =>
    [
        Write(folder, $"{table.Name}.txt", TableFormat.Text(table)),
        Write(folder, $"{table.Name}.csv", TableFormat.Csv(table)),
        Write(folder, $"{table.Name}.md", TableFormat.Markdown(table)),
    ];

    private static string[] Write(Figure figure, string folder) =>
    [
        WritePng(figure, folder),
        Write(folder, $"{figure.Name}.svg", FigureRenderer.Svg(figure)),
        Write(folder, $"{figure.Name}.csv", FigureData.Csv(figure)),
    ];

    private static string WritePng(Figure figure, string folder)
    {
        string path = Path.Combine(folder, $"{figure.Name}.png");
        TextFile.Write(path, FigureRenderer.Png(figure));
        return path;
    }

    private static string Write(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        TextFile.Write(path, text);
        return path;
    }
}
