using RnnMemory.Files;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>Checks best.bin of a run that is to be continued. A lost best state can only be had again by training from the seed.</summary>
internal static class BestState
{
    /// <summary>
    /// What is wrong with the file, in a few words; null if it holds a state of this run, if another version of this program wrote it, or
    /// if there is no such file.
    /// </summary>
    public static string? Damage(RunFiles files, RunIdentity identity, int updatesPerEpoch)
    {
        try
        {
            if (BoundedFile.Read(files.Best) is { } bytes && !Checkpoint.IsOfAnotherVersion(bytes))
            {
                Checkpoint.Decode(bytes, identity, updatesPerEpoch);
            }

            return null;
        }
        catch (InvalidDataException damage)
        {
            return $"{Path.GetFileName(files.Best)} is not usable ({damage.Message})";
        }
    }

    /// <summary>
    /// Checks that the file holds the state after the best of these epochs. A later state is fine, too: it was kept before its record was
    /// added, and training will come to the same state and keep it again.
    /// </summary>
    /// <exception cref="InvalidDataException">It does not; the message says why in a few words.</exception>
    public static void Verify(RunFiles files, RunIdentity identity, int updatesPerEpoch, List<EpochRecord> records)
    {
        if (identity.Spec.Task.SelectionMetric is not { } metric || records.Count == 0)
        {
            return;
        }

        string name = Path.GetFileName(files.Best);
        byte[] bytes = BoundedFile.Read(files.Best) ?? throw new InvalidDataException($"{name} is missing");
        TrainingState state = Checkpoint.Decode(bytes, identity, updatesPerEpoch).State;
        EpochRecord best = BestEpoch.Of(records, metric);
        bool isBest = state.Epoch == best.Epoch + 1 && TrainingHashes.OfParameters(state.Parameters) == best.ParametersHash;
        if (!isBest && state.Epoch <= records.Count)
        {
            throw new InvalidDataException($"{name} is not the state after epoch {best.Epoch}");
        }
    }
}
