using RnnMemory.Streams;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Record;

/// <summary>
/// The recorded runs whose measures one test run computes again. Ten thousand images that are read pixel by pixel, at every level of
/// damage, take ten seconds for each network; so of the slow runs one is drawn, and of the others as many as take about as long.
/// </summary>
internal sealed class MeasuredAgain
{
    private const int MostQuick = 24;

    // Of a batch of sequences in one epoch: reading MNIST line by line takes 0.1 million steps, pixel by pixel 3 million.
    private const double MostStepsOfQuick = 1e6;

    private readonly HashSet<string> ids;

    /// <summary>Draws from the recorded runs.</summary>
    /// <param name="recorded">Every recorded run.</param>
    /// <param name="seed">The seed of the draw.</param>
    public MeasuredAgain(IEnumerable<RunSpec> recorded, long seed)
    {
        ILookup<bool, string> bySpeed = recorded.ToLookup(
            spec => spec.Task.StepsPerEpoch(spec.BatchSize) <= MostStepsOfQuick, spec => spec.Id);
        ids = [.. Draw([.. bySpeed[true]], MostQuick, seed, "quick"), .. Draw([.. bySpeed[false]], 1, seed, "slow")];
    }

    /// <summary>Whether this run is one of them.</summary>
    public bool Contains(RunSpec run) => ids.Contains(run.Id);

    private static IEnumerable<string> Draw(string[] runs, int count, long seed, string stream) =>
        new RandomStream(seed, $"record/measures/{stream}").Permutation(runs.Length).Take(count).Select(index => runs[index]);
}
