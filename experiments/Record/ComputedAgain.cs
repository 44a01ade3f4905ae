using RnnMemory.Auditing;
using RnnMemory.Runs;
using RnnMemory.Streams;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Record;

/// <summary>
/// What one test run computes again of the recorded runs. Ten thousand images at every level of damage take three seconds for a network
/// that reads lines and ten for one that reads pixel by pixel; so one run is drawn for its measures, and of the latter one measure. To
/// evaluate one state takes the latter three seconds on a core; so some of them are drawn for their best states.
/// </summary>
/// <param name="recorded">Every recorded run.</param>
/// <param name="seed">The seed of the draw.</param>
/// <param name="everyState">Whether the states of all runs are evaluated.</param>
internal sealed class ComputedAgain(IReadOnlyList<RunSpec> recorded, long seed, bool everyState)
{
    /// <summary>Number of the runs that read pixel by pixel whose best states are evaluated.</summary>
    public const int SlowRuns = 2;

    private readonly string drawn = Draw([.. recorded.Select(spec => spec.Id)], seed, "run")[0];

    private readonly string[] drawnSlow = [.. Draw([.. recorded.Where(IsSlow).Select(spec => spec.Id)], seed, "states").Take(SlowRuns)];

    /// <summary>Those of a run's measures that are computed again.</summary>
    public IReadOnlyList<Measure> MeasuresOf(RunSpec run, IEnumerable<Measure> measures) =>
        run.Id != drawn ? []
        : IsSlow(run) ? [Draw([.. measures], seed, "measure")[0]]
        : [.. measures];

    /// <summary>Those of a run's states that are evaluated again.</summary>
    public StateSelection StatesOf(RunSpec run) =>
        everyState || run.Id == drawn || !IsSlow(run) ? StateSelection.Kept
        : drawnSlow.Contains(run.Id) ? StateSelection.Best
        : StateSelection.None;

    private static bool IsSlow(RunSpec run) => !run.Task.HasQuickEpochs(run.BatchSize);

    // All in a drawn order.
    private static T[] Draw<T>(T[] all, long seed, string stream) =>
        [.. new RandomStream(seed, $"record/measures/{stream}").Permutation(all.Length).Select(index => all[index])];
}
