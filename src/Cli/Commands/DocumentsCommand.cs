using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Page;
using RnnMemory.Experiments.Verdicts;
using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Reports.Documents;
using RnnMemory.Reports.Page;

namespace RnnMemory.Cli.Commands;

/// <summary>
/// `rnn-memory documents`: writes docs/claims.md and docs/assumptions.md from the registered data, and the README's results and docs/report
/// from the verdicts.
/// </summary>
internal static class DocumentsCommand
{
    public static Command Create()
    {
        Command command = new("documents", "Write docs/claims.md and docs/assumptions.md from the registered data, and the README's results and docs/report from the verdicts.");
        command.SetAction(_ => Write());
        return command;
    }

    private static void Write()
    {
        string root = RepositoryRoot.FindClone("documents");
        AllVerdicts verdicts = AllVerdicts.Of(Ledger.Registered, RecordedObservations.Read(ExperimentCatalog.Experiments));
        PageInput page = RecordedPage.Read(ExperimentCatalog.Experiments, verdicts);
        string[] changed =
        [
            .. LedgerDocuments.Write(Ledger.Registered, root), .. ReadmeResults.Write(verdicts, root),
            .. ReportPage.Write(ReportPage.Committed(page, RecordedPage.Sections()), Path.Combine(root, ReportPage.CommittedFolder))
                .Select(file => $"{ReportPage.CommittedFolder}/{file}"),
        ];
        Console.WriteLine(changed.Length == 0 ? "Nothing changed." : $"Written: {string.Join(", ", changed)}.");
    }
}
