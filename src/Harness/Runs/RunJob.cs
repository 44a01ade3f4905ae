using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>One run of a <see cref="RunScheduler"/>, which guards all but the results by its lock.</summary>
internal sealed class RunJob(RunSpec spec)
{
    public RunSpec Spec { get; } = spec;

    // Whoever awaits the result goes on elsewhere, not on the worker's thread.
    public TaskCompletionSource<FinishedRun> Run { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All that was asked of the run so far.</summary>
    public List<MeasuringJob> Asked { get; } = [];

    /// <summary>What no worker has begun.</summary>
    public Queue<MeasuringJob> Waiting { get; } = new();

    /// <summary>Whether the run waits for a worker or is in one's hands.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Cancels what no worker will do any more.</summary>
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

/// <summary>Measures asked of one run together.</summary>
internal sealed class MeasuringJob(IReadOnlyList<Measure> measures)
{
    public IReadOnlyList<Measure> Measures => measures;

    public TaskCompletionSource<MeasuredRun> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it is for the same measures in the same order.</summary>
    public bool IsFor(IReadOnlyList<Measure> others) =>
        measures.Select(measure => (measure.Name, measure.Version)).SequenceEqual(others.Select(measure => (measure.Name, measure.Version)));
}
