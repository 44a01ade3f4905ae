using RnnMemory.Basics;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Export;

/// <summary>A finished run with everything that is exported of it. No data set is read.</summary>
/// <param name="Run">The run.</param>
/// <param name="Identity">Its identity, which its states have too.</param>
/// <param name="Measures">What was measured of it.</param>
internal sealed record ExportedRun(FinishedRun Run, RunIdentity Identity, IReadOnlyList<StoredMeasure> Measures)
{
    /// <summary>The kept epochs that have a state.</summary>
    public IEnumerable<KeptEpoch> States => Enum.GetValues<KeptEpoch>().Where(epoch => Run.Kept(epoch) is not null);

    /// <summary>Reads a run that is marked as finished.</summary>
    /// <exception cref="UserError">Its files cannot be read or do not fit together.</exception>
    public static ExportedRun Read(RunStore store, string id)
    {
        RunIdentity identity = store.FinishedIdentity(id) ?? throw UserError.Unknown($"finished run in '{store.Root}'", id, store.FinishedIds());
        FinishedRun run = store.Find(identity) ?? throw store.WhyNotFound(identity);
        StoredMeasure[] measures =
        [
            .. store.MeasuresOf(run, identity.DataHash).Stored
                .OrderBy(value => value.Measure, StringComparer.Ordinal).ThenBy(value => value.Of, StringComparer.Ordinal),
        ];
        return new ExportedRun(run, identity, measures);
    }

    /// <summary>The experiment that a run belongs to: the first part of its id.</summary>
    public static string ExperimentOf(RunSpec spec) => spec.Id.Split('/')[0];

    /// <summary>A kept epoch's name in files and tables: "last" or "best".</summary>
    public static string NameOf(KeptEpoch epoch) => epoch == KeptEpoch.Last ? "last" : "best";

    /// <summary>What a file says of a network.</summary>
    /// <param name="epoch">An epoch that has a state.</param>
    public Dictionary<string, string> FactsOf(KeptEpoch epoch) => NetworkFacts.Of(Run, Run.Kept(epoch)!, Identity.Numerics);
}
