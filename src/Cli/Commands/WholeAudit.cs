using RnnMemory.Auditing;
using RnnMemory.Basics;
using RnnMemory.Cli.Outcomes;
using RnnMemory.Cli.Requests;
using RnnMemory.Engines;
using RnnMemory.Runs;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory audit --whole`: replays recorded runs from the seed to the last epoch and logs them.</summary>
internal static class WholeAudit
{
    /// <exception cref="UserError">--whole was combined with an option that chooses epochs, or with a second engine.</exception>
    public static void RequireAlone(string? epoch, bool drawn, string? against)
    {
        if (epoch is not null || drawn || against is not null)
        {
            throw new UserError("--whole replays every epoch with the record's engine; leave out --epoch, --sample, --budget, --seed, --reach and --against.");
        }
    }

    /// <param name="id">A recorded run, which is replayed even if it is logged already; null for all that are not logged.</param>
    /// <param name="workers">Runs that are replayed side by side.</param>
    /// <param name="stored">The settings; the subfolder "audits" of their artifacts keeps the progress.</param>
    public static int Run(string? id, int workers, Request stored)
    {
        if (workers < 1)
        {
            throw new UserError($"--workers: expected at least 1, got {workers}.");
        }

        string[] roots = [RecordedRuns.Folder];
        AuditScope scope = id is null ? AuditScope.Everything(roots, EngineCatalog.Known) : AuditScope.Of(roots, id, EngineCatalog.Known);
        AuditCommand.Announce(scope);
        AuditLog log = new(Path.Combine(RepositoryRoot.Find(), "expected", AuditLog.FileName));
        foreach (string complaint in log.Complaints(new RecordedRuns(RecordedRuns.Folder)))
        {
            Console.WriteLine(complaint);
        }

        WholeReplays replays = new(EngineCatalog.Known, log, Path.Combine(stored.Artifacts, "audits"), Console.WriteLine, TimeProvider.System)
        {
            Measures = spec => AuditCommand.MeasuresOf(spec, stored.Loaded),
            AlsoLogged = id is not null,
        };
        IReadOnlyList<AuditedRun> runs = id is null ? replays.Left(scope.Runs) : scope.Runs;
        Console.WriteLine($"{scope.Runs.Count} recorded runs, {scope.Runs.Count - runs.Count} of them logged as replayed whole. To replay: {runs.Count}.");
        using Termination termination = new();
        try
        {
            AuditOutcome outcome = replays.Run(runs, workers, termination.Token);
            Console.WriteLine(AuditCommand.Text(outcome));
            return !outcome.IsClean ? ExitCodes.AuditFailed : scope.Refused.Count > 0 ? ExitCodes.BadInput : ExitCodes.Fine;
        }
        catch (OperationCanceledException) when (termination.ExitCode != 0)
        {
            Console.WriteLine($"Stopped; every finished epoch counts. To continue: {SameCommand.Text()}");
            return termination.ExitCode;
        }
    }
}
