using RnnMemory.Basics;
using RnnMemory.Cli.Progress;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli;

/// <summary>Trains runs and collects how each ended; one run's failure does not stop the others.</summary>
internal sealed class TrainingSession : IDisposable
{
    private readonly RunScheduler scheduler;
    private readonly RunBoard board;

    public TrainingSession(RunStore store, RunBoard board, int workers, bool fresh, CancellationToken cancellation)
    {
        this.board = board;
        scheduler = new RunScheduler(store, EngineCatalog.Known, workers, board, fresh, cancellation);
    }

    /// <summary>How the runs asked for so far ended.</summary>
    public TrainingOutcome Outcome { get; } = new();

    /// <summary>Ends when every run has ended or, after a cancellation, has been saved. Does not throw for a run.</summary>
    public Task Train(IReadOnlyList<RunSpec> runs)
    {
        scheduler.Enqueue(runs);
        return Task.WhenAll(runs.Select(Wait));
    }

    public void Dispose() => scheduler.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task Wait(RunSpec spec)
    {
        try
        {
            Outcome.Add(await scheduler.Get(spec).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception error)
        {
            board.Fail(spec.Id);
            Outcome.Add(spec, error);
        }
    }
}

/// <summary>How runs ended.</summary>
internal sealed class TrainingOutcome
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, FinishedRun> finished = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Exception> failed = new(StringComparer.Ordinal);

    /// <summary>Finished runs by id; some may have diverged.</summary>
    public IReadOnlyDictionary<string, FinishedRun> Finished => finished;

    /// <summary>One line for each different reason for which runs failed, and one for each that diverged.</summary>
    public IEnumerable<string> Failures =>
    [
        .. failed.Values.OfType<UserError>().GroupBy(error => error.Message)
            .Select(group => group.Count() == 1 ? group.Key : $"{group.Key} ({group.Count()} runs)"),
        .. finished.Values.Where(run => run.Divergence is not null).Select(run => $"Run '{run.Spec.Id}' diverged in epoch {run.Divergence!.Epoch}, minibatch {run.Divergence.Update}: {run.Divergence.Reason}."),
    ];

    /// <summary>Whether every run ended with all its epochs.</summary>
    public bool IsFine => failed.Count == 0 && finished.Values.All(run => run.Divergence is null);

    public void Add(FinishedRun run)
    {
        lock (gate)
        {
            // Two experiments may look at one run.
            finished[run.Spec.Id] = run;
        }
    }

    public void Add(RunSpec spec, Exception error)
    {
        lock (gate)
        {
            failed[spec.Id] = error;
        }
    }

    /// <summary>Throws if a run failed for a reason that is no user's mistake.</summary>
    public void ThrowIfDefect()
    {
        foreach ((string run, Exception error) in failed.Where(failure => failure.Value is not UserError))
        {
            throw new InvalidOperationException($"run '{run}' failed: {error.Message}", error);
        }
    }
}
