using System.Globalization;

namespace RnnMemory.Experiments.Framework;

/// <summary>The parameters that distinguish one run of an experiment from the others.</summary>
/// <param name="Parameters">Names and values in the name of its snapshot, e.g. size=2x32, cell=gru, order=simple.</param>
/// <param name="Traits">Names and values for test filters, e.g. Cell=gru.</param>
public sealed record RunRow(IReadOnlyList<(string Name, string Value)> Parameters, IReadOnlyDictionary<string, string> Traits)
{
    // The seed of paper.json, for which the snapshots in expected/ hold.
    private const long PaperSeed = 0;

    /// <summary>
    /// The same row with the run's seed: a trait, and a parameter where the seed is not the paper's, so that several seeds have several
    /// snapshots and the accepted ones keep their names.
    /// </summary>
    /// <param name="seed">The seed of the run.</param>
    public RunRow OfSeed(long seed)
    {
        string text = seed.ToString(CultureInfo.InvariantCulture);
        return new RunRow(
            seed == PaperSeed ? Parameters : [.. Parameters, ("seed", text)],
            new Dictionary<string, string>(Traits) { ["Seed"] = text });
    }

    /// <summary>
    /// Whether a test with these traits needs the run. The test of a run has all of the run's traits. The test of a table or figure has
    /// some of them or none, and needs every run with the same values.
    /// </summary>
    public bool IsNeededBy(IReadOnlyDictionary<string, IReadOnlyCollection<string>> testTraits) =>
        Traits.All(trait => !testTraits.TryGetValue(trait.Key, out IReadOnlyCollection<string>? values) || values.Contains(trait.Value));
}
