using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>One run of a <see cref="RunScheduler"/>, whose lock guards everything but the results.</summary>
internal sealed class RunJob(RunSpec spec)
{
    public RunSpec Spec { get; } = spec;

    // Code that awaits the result continues on another thread, not on the worker's.
    public TaskCompletionSource<FinishedRun> Run { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All measuring requested of the run so far.</summary>
    public List<MeasuringJob> Asked { get; } = [];

    /// <summary>The measuring that is not done yet.</summary>
    public Queue<MeasuringJob> Waiting { get; } = new();

    /// <summary>
    /// When to try again after another process had the run, in <see cref="Environment.TickCount64"/>; 0 if none had it.
    /// </summary>
    public long RetryAt { get; set; }

    /// <summary>Whether the run waits for a worker or is being worked on.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Cancels the results that no worker will produce any more.</summary>
    public void Cancel(CancellationToken cancellation)
    {
        IsQueued = false;
        Run.TrySetCanceled(cancellation);
        while (Waiting.TryDequeue(out MeasuringJob? asked))
        {
            asked.Result.TrySetCanceled(cancellation);
        }
    }
}

/// <summary>Measures of one run that were requested together.</summary>
internal sealed class MeasuringJob(IReadOnlyList<Measure> measures)
{
    public IReadOnlyList<Measure> Measures => measures;

    public TaskCompletionSource<MeasuredRun> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether this job is for the same measures in the same order.</summary>
    public bool IsFor(IReadOnlyList<Measure> others) =>
        measures.Select(measure => (measure.Name, measure.Version))
            .SequenceEqual(others.Select(measure => (measure.Name, measure.Version)));
}
