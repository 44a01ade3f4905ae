using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Cli.Requests;
using RnnMemory.Cli.Showing;
using RnnMemory.Runs;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory compare`: stored runs side by side. Changes nothing and needs no data set.</summary>
internal static class CompareCommand
{
    // They are called by letters.
    private const int MostRuns = 26;

    public static Command Create()
    {
        Argument<string[]> runs = new("run") { Description = $"{RunChoice.Help} Two or more.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> artifacts = new("--artifacts") { Description = "Folder that the runs were written to.", HelpName = "folder" };
        Command command = new("compare", "Compare runs, finished or not: settings that differ, metrics side by side, the first epoch in which they differ.") { runs, artifacts };
        command.SetAction(parsed => Print(parsed.GetValue(runs)!, parsed.GetValue(artifacts)));
        return command;
    }

    private static void Print(string[] texts, string? artifacts)
    {
        if (texts.Length is < 2 or > MostRuns)
        {
            throw new UserError($"Name 2 to {MostRuns} runs to compare, not {texts.Length}; {Launcher.Here("status")} shows the ids of the experiments' runs.");
        }

        RunStore store = Request.OfStoredRuns(artifacts).OpenStore(Console.Error.WriteLine);
        RunDescription[] runs = [.. texts.Select(text => RunChoice.Of(text, store))];
        foreach (string line in RunComparison.Of(runs))
        {
            Console.WriteLine(line);
        }
    }
}
