using System.Collections.Concurrent;
using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Numerics;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>
/// Trains the requested runs that the store lacks, several at a time, longest first, and measures the runs that were trained or found. A
/// run's bits do not depend on the number of workers or on what is trained beside it. A run that another process is training comes last:
/// once that process has finished or released it, it is read or trained on.
/// </summary>
public sealed class RunScheduler : IAsyncDisposable
{
    // A run is trained afresh at most once per process, however many schedulers ask for it.
    private static readonly ConcurrentDictionary<string, bool> TrainedAfresh = new(StringComparer.Ordinal);

    // How long to leave a run alone that another process is training.
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(500);

    private readonly RunStore store;
    private readonly EngineCatalog engines;
    private readonly IProgress<RunProgress>? progress;
    private readonly bool fresh;
    private readonly CancellationTokenSource stop;
    private readonly object gate = new();
    private readonly Dictionary<string, RunJob> jobs = new(StringComparer.Ordinal);
    private readonly PriorityQueue<RunJob, double> waiting = new();
    private readonly Thread[] threads;

    /// <summary>A scheduler whose workers wait for runs.</summary>
    /// <param name="store">Where runs are kept.</param>
    /// <param name="engines">What can train them.</param>
    /// <param name="workers">Runs trained side by side; 0 means one per processor.</param>
    /// <param name="progress">Gets progress reports, from the workers' threads.</param>
    /// <param name="fresh">Whether to train runs again that are stored.</param>
    /// <param name="cancellation">Makes all runs save and stop, like <see cref="Cancel"/>.</param>
    /// <exception cref="UserError">The number of workers is negative.</exception>
    public RunScheduler(
        RunStore store,
        EngineCatalog engines,
        int workers,
        IProgress<RunProgress>? progress = null,
        bool fresh = false,
        CancellationToken cancellation = default)
    {
        if (workers < 0)
        {
            throw new UserError($"Workers must be 0 (one per processor) or more, not {workers}.");
        }

        (this.store, this.engines, this.progress, this.fresh) = (store, engines, progress, fresh);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.Token.Register(CancelWaiting);

        // Dedicated threads: a run occupies one for minutes to hours.
        threads = [.. Enumerable.Range(0, workers == 0 ? Environment.ProcessorCount : workers)
            .Select(n => new Thread(Work) { IsBackground = true, Name = $"runs {n}" })];
        Array.ForEach(threads, thread => thread.Start());
    }

    /// <summary>Adds runs; those that were added before are left as they are.</summary>
    /// <exception cref="UserError">Two different runs have one id.</exception>
    public void Enqueue(IEnumerable<RunSpec> specs) => Enqueue(specs, []);

    /// <summary>Adds runs, and the measures to compute of each when it is finished.</summary>
    /// <param name="specs">The runs.</param>
    /// <param name="measures">Measures of different names.</param>
    /// <exception cref="UserError">Two different runs have one id.</exception>
    public void Enqueue(IEnumerable<RunSpec> specs, IReadOnlyList<Measure> measures)
    {
        lock (gate)
        {
            foreach (RunSpec spec in specs)
            {
                RunJob job = Add(spec);
                if (measures.Count > 0)
                {
                    Ask(job, measures);
                }
            }
        }
    }

    /// <summary>
    /// The finished run, which may have diverged; the run is added if it is new. The task fails with the error that stopped the run and
    /// is cancelled by <see cref="Cancel"/>; other runs continue.
    /// </summary>
    /// <exception cref="UserError">Two different runs have one id.</exception>
    public Task<FinishedRun> Get(RunSpec spec)
    {
        lock (gate)
        {
            return Add(spec).Run.Task;
        }
    }

    /// <summary>
    /// The finished run with the values of these measures; run and measures are added if they are new. Each value is stored as soon as it
    /// is computed. A finished run whose values are all stored is read without its data set. The task fails with the error that stopped
    /// the run or the measuring, e.g. missing data; in the latter case the run itself stays finished.
    /// </summary>
    /// <param name="spec">The run.</param>
    /// <param name="measures">Measures of different names.</param>
    /// <exception cref="UserError">Two different runs have one id.</exception>
    public Task<MeasuredRun> Get(RunSpec spec, IReadOnlyList<Measure> measures)
    {
        lock (gate)
        {
            return Ask(Add(spec), measures).Result.Task;
        }
    }

    /// <summary>Makes every run save its state and stop, stops measuring, and starts no further run.</summary>
    public void Cancel() => stop.Cancel();

    /// <summary>Cancels all unfinished work and waits until every run being trained has saved its state.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.Run(() => Array.ForEach(threads, thread => thread.Join())).ConfigureAwait(false);
        stop.Dispose();
    }

    private RunJob Add(RunSpec spec)
    {
        if (jobs.TryGetValue(spec.Id, out RunJob? known))
        {
            return Json(known.Spec) == Json(spec) ? known : throw new UserError($"Two different runs have the id '{spec.Id}'.");
        }

        RunJob job = new(spec);
        jobs.Add(spec.Id, job);
        Queue(job);
        return job;

        static string Json(RunSpec spec) => JsonSerializer.Serialize(spec, RunJson.Line);
    }

    private MeasuringJob Ask(RunJob job, IReadOnlyList<Measure> measures)
    {
        if (job.Asked.FirstOrDefault(earlier => earlier.IsFor(measures)) is { } known)
        {
            return known;
        }

        MeasuringJob asked = new(measures);
        job.Asked.Add(asked);
        job.Waiting.Enqueue(asked);
        Queue(job);
        return asked;
    }

    private void Queue(RunJob job)
    {
        if (job.IsQueued)
        {
            // The worker that has the run checks for new jobs before it releases the run.
            return;
        }

        if (stop.IsCancellationRequested)
        {
            job.Cancel(stop.Token);
            return;
        }

        job.IsQueued = true;
        waiting.Enqueue(job, -Cost(job.Spec));
        Monitor.Pulse(gate);
    }

    /// <summary>
    /// Estimated duration of a run in an arbitrary unit, within a factor of two as measured. It orders the runs, and estimates the
    /// remaining time before a run of the same kind has been timed.
    /// </summary>
    public static double Cost(RunSpec spec)
    {
        ModelSpec model = spec.Model;
        double products = (double)spec.BatchSize * model.Cell.Gates.Count * model.Hidden * (model.Hidden + model.Inputs);

        // Large matrix products come closer to the machine's peak speed than small ones.
        double perStep = Math.Pow(products, 0.75);

        // In a ReLU network that reads pixel by pixel, most units die, and the engine skips them.
        double alive = model.Cell == Cell.Vanilla && model.Inputs == 1 ? 0.3 : 1;
        return alive * perStep * spec.Task.StepsPerEpoch(spec.BatchSize) * spec.Epochs;
    }

    private void Work()
    {
        while (Next() is { } job)
        {
            try
            {
                Work(job);
            }
            catch (RunBusyException)
            {
                Postpone(job);
            }
        }
    }

    // One worker handles a run and all its measures, so a measure that is requested twice is computed once.
    private void Work(RunJob job)
    {
        if (!job.Run.Task.IsCompleted)
        {
            Complete(job.Spec, job.Run, () => Train(job.Spec));
        }

        while (NextAsked(job) is { } asked)
        {
            // If the run failed or was cancelled, so do the jobs that measure it.
            Complete(job.Spec, asked.Result, () => Measure(job.Run.Task.GetAwaiter().GetResult(), asked.Measures));
            RemoveAsked(job);
        }
    }

    private void Complete<T>(RunSpec spec, TaskCompletionSource<T> result, Func<T> work)
    {
        try
        {
            // A thread inherits the mode of the thread that started it, and libraries loaded for earlier runs may have changed it since.
            FloatingPointMode.Require();
            result.SetResult(work());
        }
        catch (OperationCanceledException)
        {
            result.SetCanceled(stop.Token);
        }
        catch (Exception error) when (error is not UserError && OutOfMemory.IsCauseOf(error))
        {
            result.SetException(new UserError($"Run '{spec.Id}': {OutOfMemory.Message}", error));
        }
        catch (Exception error) when (error is not RunBusyException)
        {
            result.SetException(error);
        }
    }

    private FinishedRun Train(RunSpec spec)
    {
        EngineEntry engine = engines[spec.Engine];
        spec.Validate();
        string key = $"{store.Root}|{spec.Id}";
        bool afresh = fresh && TrainedAfresh.TryAdd(key, true);
        try
        {
            return RunExecution.Execute(spec, engine, store, progress, afresh, stop.Token);
        }
        catch (RunBusyException) when (afresh)
        {
            TrainedAfresh.TryRemove(key, out _);
            throw;
        }
    }

    private MeasuredRun Measure(FinishedRun run, IReadOnlyList<Measure> measures)
    {
        EngineEntry engine = engines[run.Spec.Engine];
        RunIdentity identity = RunIdentity.Of(run.Spec, engine);
        RunMeasures kept = store.MeasuresOf(run, identity.DataHash);
        IReadOnlyList<KeptEpoch> states = kept.StatesFor(measures);
        if (TrainedParameters.Lost(run, states, identity) is { } loss)
        {
            run = RunExecution.TrainAgain(run, loss, states, engine, store, progress, stop.Token);
            kept = store.MeasuresOf(run, identity.DataHash);
        }

        return RunMeasuring.Execute(run, measures, engine, kept, progress, stop.Token);
    }

    // It stays in the queue until it is done: another process may be training the run again, because a state was lost.
    private MeasuringJob? NextAsked(RunJob job)
    {
        lock (gate)
        {
            job.IsQueued = job.Waiting.TryPeek(out MeasuringJob? asked);
            return asked;
        }
    }

    private void RemoveAsked(RunJob job)
    {
        lock (gate)
        {
            job.Waiting.Dequeue();
        }
    }

    // Postponed jobs come after all others, in the order in which they may be tried again.
    private void Postpone(RunJob job)
    {
        lock (gate)
        {
            if (stop.IsCancellationRequested)
            {
                job.Cancel(stop.Token);
                return;
            }

            job.RetryAt = Environment.TickCount64 + (long)BusyPause.TotalMilliseconds;
            waiting.Enqueue(job, job.RetryAt);
            Monitor.Pulse(gate);
        }
    }

    private RunJob? Next()
    {
        lock (gate)
        {
            while (!stop.IsCancellationRequested)
            {
                long pause = waiting.TryPeek(out RunJob? job, out _) ? job.RetryAt - Environment.TickCount64 : Timeout.Infinite;
                if (job is not null && pause <= 0)
                {
                    return waiting.Dequeue();
                }

                Monitor.Wait(gate, (int)pause);
            }

            return null;
        }
    }

    private void CancelWaiting()
    {
        lock (gate)
        {
            while (waiting.TryDequeue(out RunJob? job, out _))
            {
                job.Cancel(stop.Token);
            }

            Monitor.PulseAll(gate);
        }
    }
}
