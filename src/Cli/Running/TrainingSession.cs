using RnnMemory.Basics;
using RnnMemory.Cli.Progress;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Cli.Running;

/// <summary>Trains runs and collects their outcomes; one run's failure does not stop the others.</summary>
internal sealed class TrainingSession : IDisposable
{
    private readonly RunScheduler scheduler;
    private readonly RunBoard board;

    public TrainingSession(
        RunStore store, RunBoard board, int workers, bool fresh, bool allowMissingData, CancellationToken cancellation)
    {
        this.board = board;
        Outcome = new TrainingOutcome(allowMissingData);
        scheduler = new RunScheduler(store, EngineCatalog.Known, workers, board, fresh, cancellation);
    }

    /// <summary>The outcomes of the runs requested so far.</summary>
    public TrainingOutcome Outcome { get; }

    /// <summary>
    /// Ends when every run has ended and been measured or, after a cancellation, been saved. Does not throw if a run fails.
    /// </summary>
    /// <param name="experiment">The experiment whose measures are computed.</param>
    /// <param name="runs">The runs of its plan.</param>
    /// <param name="loaded">The settings of the plan.</param>
    /// <param name="outcome">Gets the outcomes of these runs, with these measures.</param>
    public Task Train(IExperiment experiment, IReadOnlyList<RunSpec> runs, LoadedSettings loaded, TrainingOutcome outcome) =>
        Task.WhenAll([.. runs.Select(spec => Wait(spec, ExperimentRuns.MeasuresOf(experiment, spec, loaded), outcome))]);

    public void Dispose() => scheduler.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task Wait(RunSpec spec, IReadOnlyList<Measure> measures, TrainingOutcome outcome)
    {
        try
        {
            MeasuredRun run = await scheduler.Get(spec, measures).ConfigureAwait(false);
            outcome.Add(run);
            Outcome.Add(run);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception error)
        {
            board.Fail(spec.Id);
            outcome.Add(spec, error);
            Outcome.Add(spec, error);
        }
    }
}

/// <summary>The outcomes of runs.</summary>
/// <param name="allowMissingData">Whether runs whose data set is missing count neither as failures nor as trained.</param>
internal sealed class TrainingOutcome(bool allowMissingData)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, MeasuredRun> finished = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Exception> failed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UserError> withoutData = new(StringComparer.Ordinal);

    /// <summary>Finished runs by id; some may have diverged.</summary>
    public IReadOnlyDictionary<string, MeasuredRun> Finished => finished;

    /// <summary>Why runs that need a data set that is not on this machine were left out, by their ids.</summary>
    public IReadOnlyDictionary<string, UserError> WithoutData => withoutData;

    /// <summary>The number of runs that an error stopped.</summary>
    public int FailedCount => failed.Count;

    /// <summary>One line for each different reason why runs failed, and one for each run that diverged.</summary>
    public IEnumerable<string> Failures =>
    [
        .. failed.Values.OfType<UserError>().GroupBy(error => error.Message)
            .Select(group => group.Count() == 1 ? group.Key : $"{group.Key} ({group.Count()} runs)"),
        .. from run in finished.Values
           where run.Run.Divergence is not null
           select $"{run.Run.Divergence!.Of($"Run '{run.Run.Spec.Id}'")}.",
    ];

    /// <summary>Whether every run ended with all its epochs.</summary>
    public bool IsFine => failed.Count == 0 && finished.Values.All(run => run.Run.Divergence is null);

    public void Add(MeasuredRun run)
    {
        lock (gate)
        {
            // Two experiments may use the same run, each with its own measures.
            finished[run.Run.Spec.Id] = run;
        }
    }

    public void Add(RunSpec spec, Exception error)
    {
        lock (gate)
        {
            if (allowMissingData && error is UserError missing && !spec.Task.IsDataAtHand())
            {
                withoutData[spec.Id] = missing;
            }
            else
            {
                failed[spec.Id] = error;
            }
        }
    }

    /// <summary>Throws if a run failed for a reason other than a <see cref="UserError"/>.</summary>
    public void ThrowIfDefect()
    {
        foreach ((string run, Exception error) in failed.Where(failure => failure.Value is not UserError))
        {
            throw new InvalidOperationException($"run '{run}' failed: {error.Message}", error);
        }
    }
}
