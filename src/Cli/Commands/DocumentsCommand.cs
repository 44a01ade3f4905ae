using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Verdicts;
using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Reports.Documents;

namespace RnnMemory.Cli.Commands;

/// <summary>
/// `rnn-memory documents`: writes docs/claims.md and docs/assumptions.md from the registered data, and the README's results from the
/// verdicts.
/// </summary>
internal static class DocumentsCommand
{
    public static Command Create()
    {
        Command command = new("documents", "Write docs/claims.md and docs/assumptions.md from the registered data, and the README's results from the verdicts.");
        command.SetAction(_ => Write());
        return command;
    }

    private static void Write()
    {
        string root = RepositoryRoot.Find();
        AllVerdicts verdicts = AllVerdicts.Of(Ledger.Registered, RecordedObservations.Read(ExperimentCatalog.Experiments));
        string[] changed = [.. LedgerDocuments.Write(Ledger.Registered, root), .. ReadmeResults.Write(verdicts, root)];
        Console.WriteLine(changed.Length == 0 ? "Nothing changed." : $"Written: {string.Join(", ", changed)}.");
    }
}
