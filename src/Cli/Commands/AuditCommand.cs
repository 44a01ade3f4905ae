using System.CommandLine;
using System.Globalization;
using RnnMemory.Auditing;
using RnnMemory.Basics;
using RnnMemory.Cli.Outcomes;
using RnnMemory.Cli.Progress;
using RnnMemory.Cli.Requests;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Paper.Observed;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory audit`: trains epochs of recorded runs again and compares every bit with the record.</summary>
internal static class AuditCommand
{
    private const string All = "all";

    public static Command Create()
    {
        Argument<string?> run = new("run") { Description = "A run's id; without it, all runs of the run store and of expected/runs.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> epoch = new("--epoch") { Description = $"The epoch to repeat, from the nearest stored state before it, however long that takes; '{All}': every epoch, from the seed.", HelpName = $"e|{All}" };
        Option<int?> sample = new("--sample") { Description = "Repeat so many random epochs, drawn uniformly from all.", HelpName = "n" };
        Option<string?> budget = new("--budget") { Description = "Repeat random epochs, drawn uniformly from all, for that long: 90s, 20m, 2h.", HelpName = "time" };
        Option<long?> seed = new("--seed") { Description = "Seed of the draw of --sample (0 by default) or --budget (a new one each time by default).", HelpName = "s" };
        Option<int?> reach = new("--reach") { Description = "Let --sample draw only epochs that so many epochs of training reach from a stored state.", HelpName = "k" };
        Option<string?> against = new("--against") { Description = "Train the last epoch of each repetition with this engine too, and compare the two after every minibatch. `scalar` is the specification, and slow.", HelpName = "engine" };
        Option<bool> whole = new("--whole") { Description = "Replay the runs of expected/runs that are not yet logged as replayed whole in expected/AUDITS.md, every epoch from the seed, shortest first, and log them. It can be stopped at any time: the same command continues." };
        Option<int?> workers = new("--workers") { Description = "Runs that --whole replays side by side; 1 by default.", HelpName = "n" };
        Option<string?> artifacts = new("--artifacts") { Description = "Folder that the runs were written to.", HelpName = "folder" };
        Command command = new("audit", "Train epochs of recorded runs again and compare every metric and hash with the record. Every audit also evaluates every stored state, and computes every recorded measure again. Without --epoch, --sample or --budget: the first epoch after each stored state.")
        {
            run, epoch, sample, budget, seed, reach, against, whole, workers, artifacts,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(whole))
            {
                bool drawn = parsed.GetValue(sample) is not null || parsed.GetValue(budget) is not null
                    || parsed.GetValue(seed) is not null || parsed.GetValue(reach) is not null;
                WholeAudit.RequireAlone(parsed.GetValue(epoch), drawn, parsed.GetValue(against));
                return WholeAudit.Run(
                    parsed.GetValue(run), parsed.GetValue(workers) ?? 1, Request.OfStoredRuns(parsed.GetValue(artifacts)));
            }

            if (parsed.GetValue(workers) is not null)
            {
                throw new UserError("--workers belongs to --whole; add --whole or leave it out.");
            }

            AuditRequest request = AuditRequest.Read(
                parsed.GetValue(epoch), parsed.GetValue(sample), parsed.GetValue(budget), parsed.GetValue(seed), parsed.GetValue(reach));
            EngineEntry? second = parsed.GetValue(against) is { } name ? EngineCatalog.Known[name] : null;
            return Run(parsed.GetValue(run), request, second, Request.OfStoredRuns(parsed.GetValue(artifacts)));
        });
        return command;
    }

    private static int Run(string? id, AuditRequest request, EngineEntry? against, Request stored)
    {
        string[] roots = [stored.Runs, RecordedRuns.Folder];
        AuditScope scope = id is null
            ? AuditScope.Everything(roots, EngineCatalog.Known)
            : AuditScope.Of(roots, id, EngineCatalog.Known);
        Announce(scope);
        if (scope.Runs.Count == 0)
        {
            throw new UserError($"Nothing was audited: {scope.Skipped.Count} runs skipped, {scope.Refused.Count} refused, none other in {string.Join(" or ", roots)}.");
        }

        RequireSameNumerics(against, scope.Runs);
        Console.WriteLine(request.Announce(scope.Runs));
        using Termination termination = new();
        Audit audit = new(EngineCatalog.Known, Console.WriteLine)
        {
            Against = against,
            Budget = request.Budget,
            Measures = spec => MeasuresOf(spec, stored.Loaded),
            Progress = new EpochLines(Console.Out, TimeProvider.System),
        };
        try
        {
            AuditOutcome outcome = audit.Run(scope.Runs, request.Plan(scope.Runs), termination.Token);
            Console.WriteLine(Text(outcome));
            return !outcome.IsClean ? ExitCodes.AuditFailed : scope.Refused.Count > 0 ? ExitCodes.BadInput : ExitCodes.Fine;
        }
        catch (OperationCanceledException) when (termination.ExitCode != 0)
        {
            Console.WriteLine("Stopped; nothing was changed.");
            return termination.ExitCode;
        }
    }

    /// <summary>
    /// The measures that the experiments show of a run, at the paper's size or under these settings, and those of verdicts.
    /// </summary>
    internal static IReadOnlyList<Measure> MeasuresOf(RunSpec spec, LoadedSettings loaded)
    {
        LoadedSettings paper = SettingsLoader.Load(SettingsSources.OfThePaper(EngineCatalog.Known.Names, ExperimentCatalog.Sections));
        return
        [
            .. from settings in new[] { paper, loaded }
               from experiment in ExperimentCatalog.Experiments
               from measure in ExperimentRuns.MeasuresOf(experiment, spec, settings)
               select measure,
            .. RunObservations.MeasuresOf(spec),
        ];
    }

    /// <summary>Prints what cannot be audited.</summary>
    internal static void Announce(AuditScope scope)
    {
        foreach (string reason in scope.Skipped)
        {
            Console.WriteLine($"skipped  {reason}");
        }

        foreach (string refusal in scope.Refused)
        {
            ThisProgram.Errors.Print(refusal);
        }
    }

    private static void RequireSameNumerics(EngineEntry? against, IReadOnlyList<AuditedRun> runs)
    {
        if (against is not null && runs.FirstOrDefault(run => run.Engine.Numerics != against.Numerics) is { } other)
        {
            throw new UserError(
                $"Engine '{against.Name}' has numerics '{against.Numerics}', run '{other.Spec.Id}' has '{other.Engine.Numerics}': only engines of the same numerics have the same bits.");
        }
    }

    /// <summary>The last line of an audit.</summary>
    internal static string Text(AuditOutcome outcome)
    {
        string unreached = outcome.NotReached > 0 ? $", {outcome.NotReached} after a different one not reached" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Epochs trained again: {outcome.Equal} equal to the last bit, {outcome.Different} different{unreached}. Runs: files of {outcome.Runs - outcome.Unsound} fit together, of {outcome.Unsound} do not.");
    }
}
