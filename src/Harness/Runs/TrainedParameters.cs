using RnnMemory.Basics;
using RnnMemory.Files;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>
/// The parameters of a finished run after an epoch whose state was kept: the last, and the best if the task chooses one.
/// </summary>
public static class TrainedParameters
{
    /// <summary>All tensors in declared order, after a kept epoch. Reads no data set.</summary>
    /// <param name="run">The run.</param>
    /// <param name="epoch">An epoch that has a state (<see cref="FinishedRun.Kept"/>).</param>
    /// <param name="identity">The run's identity, which its checkpoints must have.</param>
    /// <exception cref="UserError">The checkpoint is missing or damaged.</exception>
    public static float[] Of(FinishedRun run, KeptEpoch epoch, RunIdentity identity)
    {
        try
        {
            return Read(run, epoch, identity);
        }
        catch (InvalidDataException damage)
        {
            string remedy = run.IsRecorded
                ? $"Restore '{run.Folder}' from the repository's history, or train this run again with --ignore-record."
                : $"Delete '{run.Folder}' to train this run again, or use --fresh for all.";
            throw new UserError($"Run '{run.Spec.Id}': {damage.Message}. {remedy}", damage);
        }
    }

    /// <summary>Says in a few words what is wrong with the first of these states that cannot be used; null if all can.</summary>
    internal static string? Lost(FinishedRun run, IEnumerable<KeptEpoch> epochs, RunIdentity identity)
    {
        try
        {
            foreach (KeptEpoch epoch in epochs)
            {
                Read(run, epoch, identity);
            }

            return null;
        }
        catch (InvalidDataException damage)
        {
            return damage.Message;
        }
    }

    private static float[] Read(FinishedRun run, KeptEpoch epoch, RunIdentity identity)
    {
        RunFiles files = new(run.Folder);
        string path = epoch == KeptEpoch.Last ? files.Checkpoint : files.Best;
        EpochRecord record = run.Kept(epoch) ?? throw new ArgumentException($"Run '{run.Spec.Id}' has no state of its {epoch} epoch.", nameof(epoch));
        try
        {
            byte[] bytes = BoundedFile.Read(path) ?? throw new InvalidDataException("it is missing");
            float[] parameters = Checkpoint.Decode(bytes, identity, run.UpdatesPerEpoch).State.Parameters;
            return TrainingHashes.OfParameters(parameters) == record.ParametersHash
                ? parameters
                : throw new InvalidDataException($"its parameters are not those of epoch {record.Epoch}");
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is not usable ({damage.Message})", damage);
        }
    }
}
