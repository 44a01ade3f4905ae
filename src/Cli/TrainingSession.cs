using RnnMemory.Cli.Progress;
using RnnMemory.Experiments;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Cli;

/// <summary>Trains runs and collects how each ended; one run's failure does not stop the others.</summary>
internal sealed class TrainingSession(RunStore store, RunBoard board, int workers, bool fresh, CancellationToken cancellation)
{
    /// <summary>Ends when every run has ended or, after a cancellation, has been saved. Does not throw for a run.</summary>
    public async Task<TrainingOutcome> Train(IReadOnlyList<RunSpec> specs)
    {
        TrainingOutcome outcome = new();
        await using RunScheduler scheduler = new(store, KnownEngines.Catalog, workers, board, fresh, cancellation);
        scheduler.Enqueue(specs);
        await Task.WhenAll(specs.Select(Wait)).ConfigureAwait(false);
        return outcome;

        async Task Wait(RunSpec spec)
        {
            try
            {
                outcome.Add(await scheduler.Get(spec).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
            }
            catch (Exception error)
            {
                board.Fail(spec.Id);
                outcome.Add(spec, error);
            }
        }
    }
}

/// <summary>How runs ended.</summary>
internal sealed class TrainingOutcome
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, FinishedRun> finished = new(StringComparer.Ordinal);
    private readonly List<(string Run, Exception Error)> failed = [];

    /// <summary>Finished runs by id; some may have diverged.</summary>
    public IReadOnlyDictionary<string, FinishedRun> Finished => finished;

    /// <summary>One line for each different reason for which runs failed, and one for each that diverged.</summary>
    public IEnumerable<string> Failures =>
    [
        .. failed.Where(failure => failure.Error is UserError).GroupBy(failure => failure.Error.Message)
            .Select(group => group.Count() == 1 ? group.Key : $"{group.Key} ({group.Count()} runs)"),
        .. finished.Values.Where(run => run.Divergence is not null).Select(run => $"Run '{run.Spec.Id}' diverged in epoch {run.Divergence!.Epoch}, minibatch {run.Divergence.Update}: {run.Divergence.Reason}."),
    ];

    /// <summary>Whether every run ended with all its epochs.</summary>
    public bool IsFine => failed.Count == 0 && finished.Values.All(run => run.Divergence is null);

    public void Add(FinishedRun run)
    {
        lock (gate)
        {
            finished.Add(run.Spec.Id, run);
        }
    }

    public void Add(RunSpec spec, Exception error)
    {
        lock (gate)
        {
            failed.Add((spec.Id, error));
        }
    }

    /// <summary>Throws if a run failed for a reason that is no user's mistake.</summary>
    public void ThrowIfDefect()
    {
        if (failed.FirstOrDefault(failure => failure.Error is not UserError) is { Run: not null } defect)
        {
            throw new InvalidOperationException($"run '{defect.Run}' failed: {defect.Error.Message}", defect.Error);
        }
    }
}
