using System.Collections.Concurrent;
using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>
/// Trains what is asked for and missing in the store, a few runs side by side, longest first. A run's bits do not depend on
/// the number of workers or on what is trained beside it.
/// </summary>
public sealed class RunScheduler : IAsyncDisposable
{
    // A run is trained afresh once in a process, however many schedulers ask for it.
    private static readonly ConcurrentDictionary<string, bool> TrainedAfresh = new(StringComparer.Ordinal);

    private readonly RunStore store;
    private readonly EngineCatalog engines;
    private readonly IProgress<RunProgress>? progress;
    private readonly bool fresh;
    private readonly CancellationTokenSource stop;
    private readonly object gate = new();
    private readonly Dictionary<string, Job> jobs = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Job, double> waiting = new();
    private readonly Thread[] threads;

    /// <summary>A scheduler whose workers wait for runs.</summary>
    /// <param name="store">Where runs are kept.</param>
    /// <param name="engines">What can train them.</param>
    /// <param name="workers">Runs trained side by side; 0 means one per processor.</param>
    /// <param name="progress">Told how runs go, from the workers' threads.</param>
    /// <param name="fresh">Whether to train again what is stored.</param>
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

        // Threads of their own: a run occupies one for minutes to hours.
        threads = [.. Enumerable.Range(0, workers == 0 ? Environment.ProcessorCount : workers)
            .Select(n => new Thread(Work) { IsBackground = true, Name = $"runs {n}" })];
        Array.ForEach(threads, thread => thread.Start());
    }

    /// <summary>Adds runs; those that were added before are left as they are.</summary>
    /// <exception cref="UserError">Two different runs have one id.</exception>
    public void Enqueue(IEnumerable<RunSpec> specs)
    {
        lock (gate)
        {
            foreach (RunSpec spec in specs)
            {
                Add(spec);
            }
        }
    }

    /// <summary>
    /// The finished run, which may have diverged; adds it if need be. The task fails with what stopped the run and is
    /// cancelled by <see cref="Cancel"/>; other runs go on.
    /// </summary>
    /// <exception cref="UserError">Two different runs have one id.</exception>
    public Task<FinishedRun> Get(RunSpec spec)
    {
        lock (gate)
        {
            return Add(spec).Result.Task;
        }
    }

    /// <summary>Makes every run save its state and stop, and starts no other.</summary>
    public void Cancel() => stop.Cancel();

    /// <summary>Cancels what is not finished and waits until every run under way has saved its state.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.Run(() => Array.ForEach(threads, thread => thread.Join())).ConfigureAwait(false);
        stop.Dispose();
    }

    private Job Add(RunSpec spec)
    {
        if (jobs.TryGetValue(spec.Id, out Job? known))
        {
            return Json(known.Spec) == Json(spec) ? known : throw new UserError($"Two different runs have the id '{spec.Id}'.");
        }

        Job job = new(spec);
        jobs.Add(spec.Id, job);
        if (stop.IsCancellationRequested)
        {
            job.Result.SetCanceled(stop.Token);
        }
        else
        {
            waiting.Enqueue(job, -Cost(spec));
            Monitor.Pulse(gate);
        }

        return job;

        static string Json(RunSpec spec) => JsonSerializer.Serialize(spec, RunJson.Line);
    }

    /// <summary>
    /// How long a run takes in no particular unit, within a factor of two as measured: for the order of runs, and for the time
    /// left before one of their kind has been timed.
    /// </summary>
    public static double Cost(RunSpec spec)
    {
        ModelSpec model = spec.Model;
        double products = (double)spec.BatchSize * model.Cell.Gates.Count * model.Hidden * (model.Hidden + model.Inputs);

        // Large products come nearer to the machine's peak than small ones.
        double perStep = Math.Pow(products, 0.75);

        // Fed pixel by pixel, most units of a ReLU network die, and the engine leaves them out.
        double alive = model.Cell == Cell.Vanilla && model.Inputs == 1 ? 0.3 : 1;
        return alive * perStep * spec.Task.StepsPerEpoch(spec.BatchSize) * spec.Epochs;
    }

    private void Work()
    {
        while (Next() is { } job)
        {
            try
            {
                job.Result.SetResult(Execute(job.Spec));
            }
            catch (OperationCanceledException)
            {
                job.Result.SetCanceled(stop.Token);
            }
            catch (Exception error)
            {
                job.Result.SetException(error);
            }
        }
    }

    private FinishedRun Execute(RunSpec spec)
    {
        EngineEntry engine = engines[spec.Engine];
        spec.Validate();
        bool afresh = fresh && TrainedAfresh.TryAdd($"{store.Root}|{spec.Id}", true);
        return RunExecution.Execute(spec, spec.Task.Open(spec.Seed), engine, store, progress, afresh, stop.Token);
    }

    private Job? Next()
    {
        lock (gate)
        {
            while (waiting.Count == 0 && !stop.IsCancellationRequested)
            {
                Monitor.Wait(gate);
            }

            return stop.IsCancellationRequested ? null : waiting.Dequeue();
        }
    }

    private void CancelWaiting()
    {
        lock (gate)
        {
            while (waiting.TryDequeue(out Job? job, out _))
            {
                job.Result.SetCanceled(stop.Token);
            }

            Monitor.PulseAll(gate);
        }
    }

    private sealed class Job(RunSpec spec)
    {
        public RunSpec Spec { get; } = spec;

        // Whoever awaits the result goes on elsewhere, not on the worker's thread.
        public TaskCompletionSource<FinishedRun> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
