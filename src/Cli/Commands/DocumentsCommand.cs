using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Paper;
using RnnMemory.Reports.Documents;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory documents`: writes docs/claims.md and docs/assumptions.md from the registered data.</summary>
internal static class DocumentsCommand
{
    public static Command Create()
    {
        Command command = new("documents", "Write docs/claims.md and docs/assumptions.md from the registered claims and assumptions.");
        command.SetAction(_ => Write());
        return command;
    }

    private static void Write()
    {
        IReadOnlyList<string> changed = LedgerDocuments.Write(Ledger.Registered, RepositoryRoot.Find());
        Console.WriteLine(changed.Count == 0 ? "Nothing changed." : $"Written: {string.Join(", ", changed)}.");
    }
}
