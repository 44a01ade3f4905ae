using RnnMemory.Basics;
using RnnMemory.Cli.Requests;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Reports;
using RnnMemory.Runs;

namespace RnnMemory.Cli.Running;

/// <summary>Writes an experiment's tables and figures, prints the first table, and says where the files are.</summary>
internal static class ReportPrinter
{
    public static void Print(Request request, IExperiment experiment, IReadOnlyList<MeasuredRun> runs, bool withFigures)
    {
        Report report = SettingsNote.Add(ExperimentReport.Of(experiment, request.Loaded, runs), request.Loaded);
        report = RecordNote.Add(report, [.. runs.Select(run => run.Run)]);
        report = withFigures ? report : report with { Figures = [] };
        IReadOnlyList<string> paths = ReportWriter.Write(report, Path.Combine(request.Artifacts, report.Name));

        Console.WriteLine();
        Console.WriteLine(TableFormat.Text(report.Tables[0]));
        foreach (string path in paths)
        {
            Console.WriteLine(CurrentFolder.Shorten(path));
        }

        if (withFigures && FigureFont.Note is { } note)
        {
            Console.WriteLine(note);
        }
    }
}
