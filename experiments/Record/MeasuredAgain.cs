using RnnMemory.Runs;
using RnnMemory.Streams;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Record;

/// <summary>
/// The recorded run whose measures one test run computes again. Ten thousand images at every level of damage take three seconds for a
/// network that reads lines and ten for one that reads pixel by pixel; so one run is drawn, and of the latter one of its measures.
/// </summary>
/// <param name="recorded">Every recorded run.</param>
/// <param name="seed">The seed of the draw.</param>
internal sealed class MeasuredAgain(IEnumerable<RunSpec> recorded, long seed)
{
    private readonly string drawn = Draw([.. recorded.Select(spec => spec.Id)], seed, "run");

    /// <summary>Those of a run's measures that are computed again.</summary>
    public IReadOnlyList<Measure> Of(RunSpec run, IEnumerable<Measure> measures) =>
        run.Id != drawn ? []
        : run.Task.HasQuickEpochs(run.BatchSize) ? [.. measures]
        : [Draw([.. measures], seed, "measure")];

    private static T Draw<T>(T[] all, long seed, string stream) =>
        all[new RandomStream(seed, $"record/measures/{stream}").Permutation(all.Length)[0]];
}
