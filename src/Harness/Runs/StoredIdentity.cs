using RnnMemory.Files;

namespace RnnMemory.Runs;

/// <summary>
/// Which run a folder holds. spec.json says so in plain text. The files with results contain the identity's hash and are protected by
/// hashes of their own, so editing spec.json neither turns them into another run nor makes them useless.
/// </summary>
internal static class StoredIdentity
{
    /// <summary>How the folder's run differs from the wanted one, in one line; null if it is the wanted one.</summary>
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

        // A setting added in a newer version is not in the JSON that was hashed.
        return proof is null || proof == StoredSpec.IdentityHash(files.Spec)
            ? null
            : "its results were made for other settings or data than spec.json says";
    }

    /// <summary>Whether the folder's run, whose marker was read, is the wanted one.</summary>
    public static bool Is(RunIdentity wanted, Completion marker, RunFiles files) =>
        marker.Identity == wanted.Hash || Difference(files, wanted) is null;

    /// <summary>Writes spec.json again if it is not that of the run which the folder holds; the old file is kept beside it.</summary>
    public static void RepairSpec(RunFiles files, RunIdentity identity, Action<string> notice)
    {
        if (StoredSpec.Difference(files.Spec, identity) is not { } damage)
        {
            return;
        }

        DamagedFile.KeepAside(files.Spec);
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
