using RnnMemory.Runs;
using RnnMemory.Streams;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Record;

/// <summary>
/// The recorded runs whose measures one test run computes again. Ten thousand images at every level of damage take ten seconds for a
/// network that reads pixel by pixel and three for one that reads lines; so one of each is drawn, the former for one of its measures.
/// </summary>
internal sealed class MeasuredAgain
{
    // Of a batch of sequences in one epoch: reading MNIST line by line takes 0.1 million steps, pixel by pixel 3 million.
    private const double MostStepsOfQuick = 1e6;

    private readonly HashSet<string> quick, slow;
    private readonly long seed;

    /// <summary>Draws from the recorded runs.</summary>
    /// <param name="recorded">Every recorded run.</param>
    /// <param name="seed">The seed of the draw.</param>
    public MeasuredAgain(IEnumerable<RunSpec> recorded, long seed)
    {
        this.seed = seed;
        ILookup<bool, string> bySpeed = recorded.ToLookup(
            spec => spec.Task.StepsPerEpoch(spec.BatchSize) <= MostStepsOfQuick, spec => spec.Id);
        quick = [.. Draw([.. bySpeed[true]], 1, "quick")];
        slow = [.. Draw([.. bySpeed[false]], 1, "slow")];
    }

    /// <summary>Those of a run's measures that are computed again.</summary>
    public IReadOnlyList<Measure> Of(RunSpec run, IEnumerable<Measure> measures) =>
        quick.Contains(run.Id) ? [.. measures]
        : slow.Contains(run.Id) ? [.. Draw([.. measures], 1, "measure")]
        : [];

    private IEnumerable<T> Draw<T>(T[] all, int count, string stream) =>
        new RandomStream(seed, $"record/measures/{stream}").Permutation(all.Length).Take(count).Select(index => all[index]);
}
