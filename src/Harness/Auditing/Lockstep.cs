using System.Diagnostics;
using System.Globalization;
using RnnMemory.Engines;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Auditing;

/// <summary>
/// Trains one epoch with two engines side by side from one state and compares losses, answers, parameters and slots after every
/// minibatch, and the measures at the epoch's end. It finds the first minibatch in which the engines differ, which the hash of a whole
/// epoch cannot tell.
/// </summary>
internal sealed class Lockstep : IDisposable
{
    private readonly RunSpec spec;
    private readonly ITask task;
    private readonly EngineEntry[] entries;
    private readonly IEngine[] engines;
    private readonly TrainingState[] states;
    private readonly Minibatch batch;
    private readonly int updates;
    private readonly int epoch;

    /// <param name="run">The run.</param>
    /// <param name="first">The first engine, usually the one that the record names.</param>
    /// <param name="second">The second engine, usually the specification.</param>
    /// <param name="before">The state at the epoch's start.</param>
    public Lockstep(AuditedRun run, EngineEntry first, EngineEntry second, TrainingState before)
    {
        (spec, task, epoch, entries) = (run.Spec, run.Task, before.Epoch, [first, second]);
        updates = task.UpdatesPerEpoch(spec.BatchSize);
        batch = new Minibatch(task.Steps, spec.BatchSize, task.Inputs, task.Readout);
        states = [before.Copy(), before.Copy()];
        engines = [.. entries.Select(entry => entry.Create(spec.Model, spec.Optimizer, task.Steps, spec.BatchSize))];
        foreach (IEngine engine in engines)
        {
            engine.Load(before.Parameters, before.Slots, (long)before.Epoch * updates);
        }
    }

    /// <summary>Number of minibatches of the epoch.</summary>
    public int Updates => updates;

    /// <summary>Number of minibatches trained so far without a difference.</summary>
    public int Done { get; private set; }

    /// <summary>The state that the first engine reached.</summary>
    public TrainingState Reached => states[0];

    /// <summary>A description of the first difference; null if none was found within the time limit.</summary>
    /// <param name="limit">How long to search.</param>
    /// <param name="progress">Gets a report after every minibatch.</param>
    /// <param name="cancellation">Ends the search.</param>
    public string? FirstDifference(TimeSpan limit, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        for (; Done < updates; Done++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(start) >= limit)
            {
                return null;
            }

            task.FillTraining(epoch, Done, batch);
            if (AfterUpdate([.. engines.Select(engine => engine.Train(batch))]) is { } difference)
            {
                return $"epoch {epoch}, minibatch {Done} (of 0 to {updates - 1}): {difference}";
            }

            progress?.Report(new RunProgress(
                spec.Id, RunStage.Training, epoch, spec.Epochs, Done + 1, updates,
                double.NaN, double.NaN, new Dictionary<string, double>()));
        }

        return AfterEpoch() is { } measure ? $"epoch {epoch}, after its last minibatch: {measure}" : null;
    }

    public void Dispose()
    {
        batch.Dispose();
        foreach (IEngine engine in engines)
        {
            engine.Dispose();
        }
    }

    private string? AfterUpdate(StepResult[] results)
    {
        foreach ((int i, IEngine engine) in engines.Index())
        {
            engine.Save(states[i].Parameters, states[i].Slots);
        }

        string?[] differences =
        [
            ElementDifference.Between(spec, states[0], states[1])?.Describe(entries[0].Name, entries[1].Name),
            results[0] == results[1] ? null : string.Join(", ", results.Zip(entries, Describe)),
        ];
        return differences.Any(difference => difference is not null) ? string.Join("; ", differences.OfType<string>()) : null;
    }

    private string? AfterEpoch()
    {
        Dictionary<string, double>[] measures =
        [
            .. from engine in engines
               let measured = task.MeasureEpoch(engine, batch)
               select new Dictionary<string, double>(measured.Metrics.Concat(measured.Diagnostics)),
        ];
        return (
            from name in measures[0].Keys
            where !measures[0][name].Equals(measures[1][name])
            select string.Create(
                CultureInfo.InvariantCulture, $"{name}: {entries[0].Name} {measures[0][name]:R}, {entries[1].Name} {measures[1][name]:R}")).FirstOrDefault();
    }

    private static string Describe(StepResult result, EngineEntry entry) => string.Create(
        CultureInfo.InvariantCulture, $"{entry.Name} has loss {result.LossSum:R}, {result.Correct} right, {result.Clipped} clipped of {result.Outputs}");
}
