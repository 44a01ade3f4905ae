using RnnMemory.Experiments;
using RnnMemory.Reports;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Cli;

/// <summary>Writes an experiment's tables and figures, prints the first table and where everything is.</summary>
internal static class ReportPrinter
{
    // No result depends on these.
    private static readonly string[] Irrelevant = [nameof(HarnessSettings.Workers), nameof(HarnessSettings.Artifacts)];

    public static void Print(Request request, IExperiment experiment, IReadOnlyList<FinishedRun> runs)
    {
        Report report = WithSettings(experiment.Report(request.Loaded.Settings, runs), request.Loaded);
        IReadOnlyList<string> paths = ReportWriter.Write(report, Path.Combine(request.Artifacts, report.Name));

        Console.WriteLine();
        Console.WriteLine(TableFormat.Text(report.Tables[0]));
        foreach (string path in paths)
        {
            Console.WriteLine(Path.GetRelativePath(Environment.CurrentDirectory, path));
        }

        if (FigureFont.Note is { } note)
        {
            Console.WriteLine(note);
        }
    }

    // A table made under other settings than the profile's must say so wherever it is read.
    private static Report WithSettings(Report report, LoadedSettings loaded)
    {
        string[] changes = [.. loaded.Overrides.Where(change => !Irrelevant.Contains(change.Name)).Select(change => $"{change.Name} = {change.Value}")];
        return changes.Length == 0
            ? report
            : report with { Tables = [.. report.Tables.Select(table => table with { Notes = [.. table.Notes, $"Not the settings of profile {loaded.Profile}: {string.Join("; ", changes)}."] })] };
    }
}
