using System.CommandLine;
using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Page;
using RnnMemory.Reports.Page;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory report`: writes the page, the paper checked in one file, from stored records and measures.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Option<string?> folder = new("--out") { Description = "Folder to write to; without it artifacts/report.", HelpName = "folder" };
        Command command = new("report", "Write the paper, checked, as one HTML page, with report.md and every table as CSV. Nothing is trained or measured.") { folder };
        command.SetAction(parsed => Write(parsed.GetValue(folder)));
        return command;
    }

    private static void Write(string? folder)
    {
        string target = folder is null ? Path.Combine(RepositoryRoot.Find(), "artifacts", "report") : CurrentFolder.Resolve(folder);
        RequireFolder(target);
        PageInput input = RecordedPage.Read(ExperimentCatalog.Experiments);
        IReadOnlyList<(string Path, string Text)> files = ReportPage.Files(input, RecordedPage.Sections());
        ReportPage.Write(files, target);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{CurrentFolder.Shorten(Path.Combine(target, ReportPage.HtmlFile))}: {input.Verdicts.Numbers.All.Count} numbers, {input.Verdicts.Claims.Count} claims, {input.Verdicts.Assumptions.Count} assumptions; {files.Count - 1} files beside it."));
    }

    // Reading the record takes seconds, after which nobody wants to hear that the folder cannot be written.
    private static void RequireFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"Cannot write to '{folder}': {error.Message} Choose another folder with --out.", error);
        }
    }
}
