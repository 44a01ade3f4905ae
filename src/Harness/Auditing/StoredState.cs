using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Auditing;

/// <summary>A checkpoint of a recorded run.</summary>
/// <param name="File">Name of its file.</param>
/// <param name="State">The state.</param>
/// <param name="Records">epochs.jsonl as it was when the checkpoint was written.</param>
internal sealed record StoredState(string File, TrainingState State, LogMark Records)
{
    /// <summary>Whether this state is one of the selected.</summary>
    public bool IsIn(StateSelection selection) => selection switch
    {
        StateSelection.All => true,
        StateSelection.Kept => File is RunFiles.CheckpointName or RunFiles.BestName,
        StateSelection.Best => File is RunFiles.BestName,
        StateSelection.None => false,
        _ => throw new ArgumentOutOfRangeException(nameof(selection)),
    };

    /// <summary>Whether this is the state at an epoch's end, whose hash the record contains.</summary>
    public bool IsAtEpochsEnd => State.Epoch > 0 && State.Update == 0;

    /// <summary>The last finished epoch.</summary>
    public int After => State.Epoch - 1;

    /// <summary>Whether this is the state at the end of that epoch, as far as it was stored.</summary>
    public bool IsOf(EpochRecord record, int updatesPerEpoch) => State.HasSlots
        ? record.StateHash == Hash(updatesPerEpoch)
        : record.ParametersHash == TrainingHashes.OfParameters(State.Parameters);

    /// <summary>The hash of this state, which has its slots, at an epoch's end.</summary>
    public string Hash(int updatesPerEpoch) =>
        TrainingHashes.OfState(State.Parameters, State.Slots, State.Epoch, (long)State.Epoch * updatesPerEpoch);
}
