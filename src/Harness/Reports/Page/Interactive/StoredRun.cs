using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Files;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Reports.Page.Interactive;

/// <summary>A finished run that the page carries, as read from its folder and checked.</summary>
/// <param name="Identity">What its bits depend on.</param>
/// <param name="Run">Its record.</param>
internal sealed record StoredRun(RunIdentity Identity, FinishedRun Run)
{
    /// <summary>The finished run of that id below a folder of runs. Reads no data set.</summary>
    /// <exception cref="UserError">It is missing or damaged, or has another arithmetic than this program.</exception>
    public static StoredRun Read(string root, string id)
    {
        StoredSpec spec = StoredSpec.Read(new RunFiles(RunId.Folder(root, id)).Spec)
            ?? throw new UserError($"The page needs the run '{id}', but '{root}' has no spec.json of it that can be read.");
        if (spec.Numerics != EngineCatalog.Numerics)
        {
            throw new UserError($"The page needs the run '{id}' with numerics '{EngineCatalog.Numerics}', but it has '{spec.Numerics}'.");
        }

        string? damage = null;
        RunIdentity identity = new(spec.Spec, spec.Numerics, spec.DataHash);
        FinishedRun? run = new RunStore(root, line => damage = line).Find(identity);
        return run is null
            ? throw new UserError($"The page needs the run '{id}' of '{root}': {damage ?? "its files are not those of its settings."}")
            : new StoredRun(identity, run);
    }

    /// <summary>
    /// The states of its folder from which training can go on: after the best epoch and after the last but one, in the order of epochs.
    /// </summary>
    /// <exception cref="UserError">A state does not have the hash that the record has for it.</exception>
    public IReadOnlyList<TrainingState> States()
    {
        RunFiles files = new(Run.Folder);
        SortedDictionary<int, TrainingState> states = [];
        foreach (string path in new[] { files.Best, files.PreviousCheckpoint })
        {
            TrainingState state = State(path);
            states[state.Epoch] = state;
        }

        return [.. states.Values];
    }

    private TrainingState State(string path)
    {
        try
        {
            byte[] bytes = BoundedFile.Read(path) ?? throw new InvalidDataException("it is missing");
            TrainingState state = Checkpoint.Decode(bytes, Identity, Run.UpdatesPerEpoch).State;
            bool isAtEpochsEnd = state is { HasSlots: true, Update: 0, Epoch: > 0 };
            return isAtEpochsEnd && HashOf(state) == Run.Epochs[state.Epoch - 1].StateHash
                ? state
                : throw new InvalidDataException("it is not the recorded state at an epoch's end");
        }
        catch (InvalidDataException damage)
        {
            throw new UserError($"The page cannot carry '{path}': {damage.Message}.", damage);
        }
    }

    private string HashOf(TrainingState state) =>
        TrainingHashes.OfState(state.Parameters, state.Slots, state.Epoch, (long)state.Epoch * Run.UpdatesPerEpoch);
}
