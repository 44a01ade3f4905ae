using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Progress;

/// <summary>
/// The current progress of all planned runs, written by the workers' threads and read by a display. The time left is estimated from the
/// speed measured since the start, if possible that of runs of the same model; waiting runs are assigned to workers longest first, as the
/// scheduler will do.
/// </summary>
internal sealed class RunBoard : IProgress<RunProgress>
{
    // Earlier measurements would take the slow start for the overall speed.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Century = TimeSpan.FromDays(36_525);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries;
    private readonly int workers;
    private readonly TimeProvider clock;

    public RunBoard(IEnumerable<RunSpec> specs, int workers, TimeProvider? clock = null)
    {
        entries = specs.ToDictionary(spec => spec.Id, spec => new Entry(spec.Model, RunScheduler.Cost(spec)), StringComparer.Ordinal);
        this.workers = workers == 0 ? Environment.ProcessorCount : workers;
        this.clock = clock ?? TimeProvider.System;
        Names = new RunNames(entries.Keys);
    }

    public RunNames Names { get; }

    /// <summary>Called for every run that ended, on the worker's thread.</summary>
    public Action<EndedRun>? Ended { get; set; }

    public void Report(RunProgress progress)
    {
        EndedRun? ended = null;
        lock (gate)
        {
            Entry entry = entries[progress.RunId];
            if (progress.Stage is RunStage.Measuring or RunStage.Measured)
            {
                // Training has ended. Measuring is shown, but counts neither as training nor as its time.
                entry.Measuring = progress.Stage == RunStage.Measuring ? progress : null;
                return;
            }

            entry.Add(progress, clock.GetTimestamp());
            if (progress.Stage != RunStage.Training)
            {
                ended = new EndedRun(entry.Latest!, entries.Values.Count(other => other.IsOver), entries.Count, entry.Busy(clock));
            }
        }

        if (ended is not null)
        {
            Ended?.Invoke(ended);
        }
    }

    /// <summary>Adds what the store has of a run before training starts.</summary>
    public void Know(string runId, RunState stored)
    {
        lock (gate)
        {
            (entries[runId].Stored, entries[runId].IsOver) = (stored.Fraction, stored.IsOver);
        }
    }

    /// <summary>Removes a run that an error stopped from the estimates.</summary>
    public void Fail(string runId)
    {
        lock (gate)
        {
            (entries[runId].IsOver, entries[runId].Measuring) = (true, null);
        }
    }

    public BoardView View()
    {
        lock (gate)
        {
            return new BoardView(
                [.. entries.Values.Select(entry => entry.Row(clock)).OfType<RunningRow>()],
                entries.Values.Count(entry => entry.IsOver),
                entries.Count,
                entries.Values.Sum(entry => entry.Cost * (entry.IsOver ? 1 : entry.Fraction)) / entries.Values.Sum(entry => entry.Cost),
                Left());
        }
    }

    private TimeSpan? Left()
    {
        Entry[] measured = [.. entries.Values.Where(entry => entry.IsMeasured(clock))];
        if (measured.Length == 0)
        {
            return null;
        }

        double overall = SecondsPerCost(measured);
        Dictionary<ModelSpec, double> known = measured.GroupBy(entry => entry.Model).ToDictionary(group => group.Key, SecondsPerCost);
        double Estimate(Entry entry) => entry.CostLeft * known.GetValueOrDefault(entry.Model, overall);
        PriorityQueue<int, double> free = new(Enumerable.Range(0, workers).Select(worker => (worker, 0.0)));
        IEnumerable<double> running = entries.Values.Where(entry => entry.IsRunning)
            .Select(entry => entry.Left(clock)?.TotalSeconds ?? Estimate(entry));
        IEnumerable<double> waiting = entries.Values.Where(entry => !entry.IsOver && !entry.IsRunning)
            .Select(Estimate).OrderDescending();
        double last = 0;
        foreach (double seconds in running.Concat(waiting))
        {
            free.TryDequeue(out int worker, out double start);
            free.Enqueue(worker, start + seconds);
            last = Math.Max(last, start + seconds);
        }

        return Span(last);
    }

    // The settings allow runs that take longer than the longest time span.
    private static TimeSpan Span(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, Century.TotalSeconds));

    private double SecondsPerCost(IEnumerable<Entry> measured) =>
        measured.Sum(entry => entry.Busy(clock).TotalSeconds) / measured.Sum(entry => entry.CostDone);

    private sealed class Entry(ModelSpec model, double cost)
    {
        private RunProgress? first;
        private long firstTime;
        private long latestTime;

        public ModelSpec Model => model;

        public double Cost => cost;

        public double Stored { get; set; }

        public RunProgress? Latest { get; private set; }

        /// <summary>The progress of measuring, while it lasts; otherwise null.</summary>
        public RunProgress? Measuring { get; set; }

        public bool IsOver { get; set; }

        public bool IsRunning => !IsOver && Latest is not null;

        public double Fraction => Latest is null ? Stored : FractionOf(Latest);

        public double CostDone => first is null ? 0 : cost * (Fraction - FractionOf(first));

        public double CostLeft => cost * (1 - Fraction);

        public void Add(RunProgress progress, long time)
        {
            if (first is null)
            {
                (first, firstTime) = (progress, time);
            }

            // Between two epochs, no minibatch has been counted yet. The last report is final: an earlier sample says nothing about it.
            IsOver = progress.Stage != RunStage.Training;
            double accuracy = double.IsNaN(progress.Accuracy) && !IsOver ? Latest?.Accuracy ?? double.NaN : progress.Accuracy;
            (Latest, latestTime) = (progress with { Accuracy = accuracy }, time);
        }

        public TimeSpan Busy(TimeProvider clock) => clock.GetElapsedTime(firstTime, latestTime);

        public bool IsMeasured(TimeProvider clock) => CostDone > 0 && (IsOver || Busy(clock) >= Enough);

        public RunningRow? Row(TimeProvider clock) =>
            Measuring is not null ? new RunningRow(Measuring, (double)Measuring.Update / Measuring.UpdatesPerEpoch, Left: null)
            : IsRunning ? new RunningRow(Latest!, Fraction, Left(clock))
            : null;

        public TimeSpan? Left(TimeProvider clock) => IsMeasured(clock) ? Span(Busy(clock).TotalSeconds * (CostLeft / CostDone)) : null;

        private static double FractionOf(RunProgress progress) =>
            progress.UpdatesPerEpoch == 0 ? 1 : (progress.Epoch + ((double)progress.Update / progress.UpdatesPerEpoch)) / progress.Epochs;
    }
}

/// <summary>All runs at one moment.</summary>
/// <param name="Running">Runs being trained or measured.</param>
/// <param name="Over">Number of runs whose training has ended.</param>
/// <param name="Total">Runs planned.</param>
/// <param name="Fraction">Share of the total work that is done.</param>
/// <param name="Left">Time until the last run ends; null until something has been timed.</param>
internal sealed record BoardView(IReadOnlyList<RunningRow> Running, int Over, int Total, double Fraction, TimeSpan? Left);

/// <summary>A run being trained or measured.</summary>
/// <param name="Progress">Its last report.</param>
/// <param name="Fraction">Share of the run that is done.</param>
/// <param name="Left">Time until its training ends; null until something has been timed.</param>
internal sealed record RunningRow(RunProgress Progress, double Fraction, TimeSpan? Left);

/// <summary>A run that ended.</summary>
/// <param name="Progress">Its last report.</param>
/// <param name="Over">Number of runs that have ended, including this one.</param>
/// <param name="Total">Runs planned.</param>
/// <param name="Busy">Time since its first report.</param>
internal sealed record EndedRun(RunProgress Progress, int Over, int Total, TimeSpan Busy);
