using System.Globalization;
using RnnMemory.Cli.Progress;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Running;

/// <summary>
/// The core time that training costs, estimated before it starts: of a recorded run the wall time in its record, of another one its cost
/// by the scheduler, at the speed of the recorded ones.
/// </summary>
internal sealed class TrainingCost
{
    // The settings allow runs that take longer than the longest time span.
    private const double MostSeconds = 100.0 * 365 * 24 * 3600;

    private readonly Dictionary<string, TimeSpan> recorded = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<RunSpec> specs;
    private readonly double secondsPerCost;

    /// <param name="specs">The planned runs.</param>
    /// <param name="record">The repository's record.</param>
    /// <param name="further">Further runs; those that are recorded tell how fast runs are trained.</param>
    public TrainingCost(IReadOnlyList<RunSpec> specs, RecordedRuns record, params IReadOnlyList<RunSpec> further)
    {
        this.specs = specs;
        RunSpec[] all = [.. specs.Concat(further).DistinctBy(spec => spec.Id)];
        foreach (RunSpec spec in all)
        {
            if (record.Time(spec.Id) is { } time)
            {
                recorded[spec.Id] = time;
            }
        }

        RunSpec[] timed = [.. all.Where(spec => recorded.ContainsKey(spec.Id))];
        secondsPerCost = timed.Sum(spec => recorded[spec.Id].TotalSeconds) / timed.Sum(RunScheduler.Cost);
    }

    /// <summary>What the runs cost with and without the record, in two lines.</summary>
    /// <param name="stored">How much of a run the run store has, 0 to 1; runs that are not in it are missing.</param>
    /// <param name="unfinished">The same of runs that are under way in the repository, where the store has no state to continue from.</param>
    public IEnumerable<string> Lines(IReadOnlyDictionary<string, double> stored, IReadOnlyDictionary<string, double> unfinished)
    {
        double Left(RunSpec spec) => 1 - stored.GetValueOrDefault(spec.Id);
        RunSpec[] without = [.. specs.Where(spec => Left(spec) > 0)];
        RunSpec[] with = [.. without.Where(spec => !recorded.ContainsKey(spec.Id))];
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{specs.Count} networks: {specs.Count(spec => recorded.ContainsKey(spec.Id))} are recorded in expected/runs."),
            Line("With the record", with, spec => Left(spec) - unfinished.GetValueOrDefault(spec.Id)),
            Line("Without it (--ignore-record)", without, Left),
        ];
    }

    /// <summary>The time that a run takes on one core, in seconds; null if nothing is recorded that it could be estimated from.</summary>
    public double? Seconds(RunSpec spec) => recorded.TryGetValue(spec.Id, out TimeSpan time) ? time.TotalSeconds
        : double.IsFinite(secondsPerCost) ? secondsPerCost * RunScheduler.Cost(spec)
        : null;

    private string Line(string when, IReadOnlyList<RunSpec> trained, Func<RunSpec, double> left)
    {
        double seconds = trained.Sum(spec => left(spec) * (Seconds(spec) ?? double.NaN));
        string time = trained.Count == 0 ? "" : double.IsFinite(seconds)
            ? $", about {RunText.Of(TimeSpan.FromSeconds(Math.Min(seconds, MostSeconds)))} of one core"
            : ", of unknown cost, since none is recorded";
        return string.Create(CultureInfo.InvariantCulture, $"{when}: {trained.Count} to train{time}.");
    }
}
