using RnnMemory.Reports.Page.Interactive;
using RnnMemory.Training;

namespace RnnMemory.Checks.Browsers;

/// <summary>An epoch that the page can train again with no other epoch before it.</summary>
/// <param name="Run">The place of its run among those that the page carries.</param>
/// <param name="Id">The run's id.</param>
/// <param name="Record">What was recorded of it.</param>
internal sealed record CarriedEpoch(int Run, string Id, EpochRecord Record)
{
    /// <summary>Of each run the first epoch, from the seed, and the one after each carried state.</summary>
    /// <exception cref="Basics.UserError">A file under expected/page has changed.</exception>
    public static IReadOnlyList<CarriedEpoch> All() =>
    [
        .. from stored in CheckItHereSection.StoredIn(CommittedFolder.OfRepository()).Index()
           from epoch in stored.Item.States().Select(state => state.Epoch).Prepend(0)
           where epoch < stored.Item.Run.Epochs.Count
           select new CarriedEpoch(stored.Index, stored.Item.Run.Spec.Id, stored.Item.Run.Epochs[epoch]),
    ];

    /// <summary>Its recorded hashes.</summary>
    public IReadOnlyList<(string Name, string Hash)> Hashes => [(Name("parameters"), Record.ParametersHash), (Name("state"), Record.StateHash)];

    /// <summary>The name of a hash.</summary>
    /// <param name="of">What it is the hash of, at the epoch's end.</param>
    public string Name(string of) => $"{of} after epoch {Record.Epoch} of {Id}";
}
