using RnnMemory.Auditing;
using RnnMemory.Runs;
using RnnMemory.Streams;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Record;

/// <summary>
/// What one test run computes again of the recorded runs. Ten thousand images at every level of damage take three seconds for a network
/// that reads lines and ten for one that reads pixel by pixel; so one run is drawn for its measures, and of the latter one measure. To
/// read them once takes the latter three seconds; so of those not drawn only the best state is evaluated.
/// </summary>
/// <param name="recorded">Every recorded run.</param>
/// <param name="seed">The seed of the draw.</param>
internal sealed class ComputedAgain(IEnumerable<RunSpec> recorded, long seed)
{
    private readonly string drawn = Draw([.. recorded.Select(spec => spec.Id)], seed, "run");

    /// <summary>Those of a run's measures that are computed again.</summary>
    public IReadOnlyList<Measure> MeasuresOf(RunSpec run, IEnumerable<Measure> measures) =>
        run.Id != drawn ? []
        : run.Task.HasQuickEpochs(run.BatchSize) ? [.. measures]
        : [Draw([.. measures], seed, "measure")];

    /// <summary>Those of a run's states that are evaluated again.</summary>
    public StateSelection StatesOf(RunSpec run) =>
        run.Id == drawn || run.Task.HasQuickEpochs(run.BatchSize) ? StateSelection.Kept : StateSelection.Best;

    private static T Draw<T>(T[] all, long seed, string stream) =>
        all[new RandomStream(seed, $"record/measures/{stream}").Permutation(all.Length)[0]];
}
