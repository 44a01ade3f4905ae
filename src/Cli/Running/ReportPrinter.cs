using RnnMemory.Basics;
using RnnMemory.Cli.Requests;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Reports;

namespace RnnMemory.Cli.Running;

/// <summary>Writes an experiment's tables and figures, prints the first table, and says where the files are.</summary>
internal static class ReportPrinter
{
    public static void Print(Request request, IExperiment experiment, AvailableExhibits exhibits, bool withFigures)
    {
        Exhibit[] made = [.. exhibits.Made.Select(one => one.Exhibit)];
        Report report = SettingsNote.Add(ExperimentReport.Of(experiment, made), request.Loaded);
        report = RecordNote.Add(report, exhibits.Runs);
        report = withFigures ? report : report with { Figures = [] };
        IReadOnlyList<string> paths = ReportWriter.Write(report, Path.Combine(request.Artifacts, report.Name));

        Console.WriteLine();
        foreach (Table table in report.Tables.Take(1))
        {
            Console.WriteLine(TableFormat.Text(table));
        }

        foreach (string path in paths)
        {
            Console.WriteLine(CurrentFolder.Shorten(path));
        }

        if (report.Figures.Count > 0 && FigureFont.Note is { } note)
        {
            Console.WriteLine(note);
        }
    }
}
