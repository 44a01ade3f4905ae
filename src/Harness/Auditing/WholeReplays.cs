using System.Collections.Concurrent;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Auditing;

/// <summary>
/// Replays whole records, every epoch from the seed, in as many sessions as it takes, and logs those that are equal.
/// </summary>
/// <param name="engines">The available engines.</param>
/// <param name="log">expected/AUDITS.md.</param>
/// <param name="artifacts">The folder for the progress, usually artifacts/audits.</param>
/// <param name="say">Gets the report, line by line, from several threads.</param>
/// <param name="time">The current time, for the log.</param>
public sealed class WholeReplays(EngineCatalog engines, AuditLog log, string artifacts, Action<string> say, TimeProvider time)
{
    /// <inheritdoc cref="Audit.Measures"/>
    public Func<RunSpec, IReadOnlyList<Measure>> Measures { get; init; } = _ => [];

    /// <summary>Whether runs are replayed that are logged already, since the user named them.</summary>
    public bool AlsoLogged { get; init; }

    /// <summary>The runs that are not yet logged as replayed whole, or whose states on the way are missing, shortest first.</summary>
    public IReadOnlyList<AuditedRun> Left(IReadOnlyList<AuditedRun> runs) =>
    [
        .. runs.Where(run => run.Repeatable.Any() && !IsLogged(run))
            .OrderBy(run => new Replay(run, null, run.Repeatable.Last()).RecordedSeconds),
    ];

    /// <summary>Replays these runs in their order, without those that another process replays.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="workers">Runs that are replayed side by side.</param>
    /// <param name="cancellation">Stops after the last finished epoch of each run, where the next call continues.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="UserError">A folder cannot be written.</exception>
    public AuditOutcome Run(IReadOnlyList<AuditedRun> runs, int workers, CancellationToken cancellation = default)
    {
        ConcurrentQueue<AuditedRun> waiting = new(runs);
        ConcurrentBag<AuditOutcome> outcomes = [];
        Task[] work =
        [
            .. Enumerable.Range(0, workers).Select(_ =>
                Task.Factory.StartNew(Work, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
        ];
        try
        {
            Task.WaitAll(work, CancellationToken.None);
        }
        catch (AggregateException errors)
        {
            // The first error of another kind says more than that the other workers were stopped.
            throw errors.InnerExceptions.FirstOrDefault(error => error is not OperationCanceledException)
                ?? new OperationCanceledException(cancellation);
        }

        return outcomes.Aggregate(new AuditOutcome(0, 0, 0, 0, 0), (sum, one) => new AuditOutcome(
            sum.Runs + one.Runs,
            sum.Unsound + one.Unsound,
            sum.Equal + one.Equal,
            sum.Different + one.Different,
            sum.NotReached + one.NotReached));

        void Work()
        {
            while (waiting.TryDequeue(out AuditedRun? run))
            {
                cancellation.ThrowIfCancellationRequested();
                outcomes.Add(Replay(run, cancellation));
            }
        }
    }

    private bool IsLogged(AuditedRun run) => log.HasWhole(run) && ReplayProgress.IsInRecord(run);

    private AuditOutcome Replay(AuditedRun run, CancellationToken cancellation)
    {
        string path = RunId.Folder(Path.Combine(artifacts, ".locks"), run.Spec.Id);
        try
        {
            return StoreErrors.Explain(artifacts, () =>
            {
                using RunLock held = RunLock.Acquire(path, run.Spec.Id);

                // Another process may have logged it while this one replayed others.
                return AlsoLogged || !IsLogged(run) ? ReplayHeld(run, cancellation) : Skip(run, "another process has replayed it meanwhile");
            });
        }
        catch (RunBusyException)
        {
            return Skip(run, $"it is being replayed by {RunLock.HolderOf(path)?.ToString() ?? "another process"}");
        }
    }

    private AuditOutcome Skip(AuditedRun run, string reason)
    {
        say($"{run.Name}  skipped: {reason}");
        return new AuditOutcome(0, 0, 0, 0, 0);
    }

    private AuditOutcome ReplayHeld(AuditedRun run, CancellationToken cancellation)
    {
        string id = run.Spec.Id;
        ReplayProgress progress = new(run, RunId.Folder(artifacts, id), say);
        Audit audit = new(engines, say)
        {
            Measures = Measures,
            AfterEqualEpoch = (epoch, state) => progress.Keep(epoch, state, time.GetUtcNow()),
        };
        int last = run.Repeatable.Last();
        Replay[] rest = progress.From?.After == last ? [] : [new Replay(run, progress.From, last)];
        AuditOutcome outcome = audit.Run([run], rest, cancellation);
        if (outcome.IsClean)
        {
            // In this order: if it is interrupted, the same command does what is left.
            progress.CopyStatesToRecord();
            log.Replace(id, progress.Replayed, Path.Combine(artifacts, ".locks", $"{AuditLog.FileName}.lock"));
            progress.Forget();
            say($"{run.Name}  replayed whole and logged");
        }

        return outcome;
    }
}
