using RnnMemory.Files;

namespace RnnMemory.Runs;

/// <summary>
/// Whose run a folder holds. spec.json says so in words; the files that hold results carry the identity's hash under a hash
/// of their own, so a spec that was changed under them neither makes them another run nor loses them.
/// </summary>
internal static class StoredIdentity
{
    /// <summary>What makes the folder's run another one than the wanted, in one line; null if it is the wanted one.</summary>
    public static string? Difference(RunFiles files, RunIdentity wanted)
    {
        string? proof = Proof(files);
        if (proof == wanted.Hash)
        {
            return null;
        }

        if (StoredSpec.Difference(files.Spec, wanted) is { } difference)
        {
            return difference;
        }

        // A setting that came later is not in the JSON that was hashed.
        return proof is null || proof == StoredSpec.IdentityHash(files.Spec)
            ? null
            : "its results were made for other settings or data than spec.json says";
    }

    /// <summary>Writes spec.json again if it is not what the folder, which holds that run, must have; the old one is kept beside it.</summary>
    public static void RepairSpec(RunFiles files, RunIdentity identity, Action<string> notice)
    {
        if (StoredSpec.Difference(files.Spec, identity) is not { } damage)
        {
            return;
        }

        if (File.Exists(files.Spec))
        {
            File.Move(files.Spec, files.DamagedSpec, overwrite: true);
        }

        StoredSpec.Write(files.Spec, new StoredSpec(identity.Spec, identity.Numerics, identity.DataHash, Trained: []));
        notice($"Run '{identity.Spec.Id}': spec.json was changed after it was written ({damage}); the run's other files prove its settings, and it was written again.");
    }

    private static string? Proof(RunFiles files) =>
        OfMarker(files.Done) ?? OfCheckpoint(files.Checkpoint) ?? OfCheckpoint(files.PreviousCheckpoint);

    private static string? OfMarker(string path)
    {
        try
        {
            return Completion.Read(path)?.Identity;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string? OfCheckpoint(string path)
    {
        try
        {
            return BoundedFile.Read(path) is { } bytes ? Checkpoint.IdentityIn(bytes) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
