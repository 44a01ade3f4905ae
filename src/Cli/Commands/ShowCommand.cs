using System.CommandLine;
using RnnMemory.Cli.Requests;
using RnnMemory.Cli.Showing;
using RnnMemory.Runs;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory show`: everything about one stored run. Changes nothing and needs no data set.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        Argument<string> run = new("run") { Description = RunChoice.Help };
        Option<bool> ascii = new("--ascii") { Description = "Draw the learning curve in ASCII, as where the terminal's encoding is not UTF-8." };
        Option<string?> artifacts = new("--artifacts") { Description = "Folder that the run was written to.", HelpName = "folder" };
        Command command = new("show", "Show a run, finished or not: learning curve, best epoch, hashes, what trained it, settings.") { run, ascii, artifacts };
        command.SetAction(parsed => Print(parsed.GetValue(run)!, parsed.GetValue(ascii), parsed.GetValue(artifacts)));
        return command;
    }

    private static void Print(string text, bool ascii, string? artifacts)
    {
        RunStore store = Request.OfStoredRuns(artifacts).OpenStore(Console.Error.WriteLine);
        RunDescription run = RunChoice.Of(text, store);
        foreach (string line in RunPortrait.Of(run, new RecordedRuns(RecordedRuns.Folder), ascii ? Glyphs.Ascii : Glyphs.OfThisTerminal()))
        {
            Console.WriteLine(line);
        }
    }
}
