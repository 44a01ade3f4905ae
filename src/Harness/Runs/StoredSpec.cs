using System.Text.Json;
using System.Text.Json.Nodes;
using RnnMemory.Files;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>The content of a run's spec.json.</summary>
/// <param name="Spec">The resolved settings.</param>
/// <param name="Numerics">The arithmetic that trains it.</param>
/// <param name="DataHash">SHA-256 of the data, or "generated".</param>
/// <param name="Trained">
/// Which program and machine trained the run from which epoch on: one entry unless the run was resumed elsewhere.
/// </param>
internal sealed record StoredSpec(RunSpec Spec, string Numerics, string DataHash, IReadOnlyList<Stint> Trained)
{
    public static void Write(string path, StoredSpec spec, string? staging = null) =>
        AtomicFile.Write(path, [.. JsonSerializer.SerializeToUtf8Bytes(spec, RunJson.Indented), (byte)'\n'], staging: staging);

    /// <summary>Reads the file; null if it is missing or not a spec that this version can read.</summary>
    public static StoredSpec? Read(string path)
    {
        try
        {
            return BoundedFile.Read(path) is { } json ? JsonSerializer.Deserialize<StoredSpec>(json, RunJson.Indented) : null;
        }
        catch (Exception error) when (RunJson.IsMalformed(error) || error is InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>
    /// What differs between the stored run and the wanted one, in one line; null if nothing does. The stored spec is parsed before it is
    /// compared, so a setting added in a newer version is no difference if it has its default.
    /// </summary>
    public static string? Difference(string path, RunIdentity wanted)
    {
        if (Read(path) is { } stored)
        {
            return wanted.DifferenceFrom(new RunIdentity(stored.Spec, stored.Numerics, stored.DataHash).ToJson());
        }

        try
        {
            return RawIdentity(path) is { } raw ? wanted.DifferenceFrom(raw) ?? "spec.json is not readable by this version" : "spec.json is missing or damaged";
        }
        catch (Exception error) when (RunJson.IsMalformed(error) || error is ArgumentException or InvalidDataException)
        {
            return "spec.json is damaged";
        }
    }

    /// <summary>
    /// <see cref="RunIdentity.Hash"/> of the run when the file was written, even if settings have been added since; null if the file is
    /// not a spec.
    /// </summary>
    public static string? IdentityHash(string path)
    {
        try
        {
            return RawIdentity(path) is { } raw ? RunIdentity.HashOf(raw) : null;
        }
        catch (Exception error) when (RunJson.IsMalformed(error) || error is ArgumentException or InvalidDataException)
        {
            return null;
        }
    }

    private static JsonObject? RawIdentity(string path)
    {
        JsonObject? raw = BoundedFile.Read(path) is { } json ? JsonNode.Parse(json) as JsonObject : null;
        (raw?["spec"] as JsonObject)?.Remove("engine");
        raw?.Remove("trained");
        return raw;
    }
}

/// <summary>A part of the training that one program did on one machine.</summary>
/// <param name="FromEpoch">The epoch in which it began.</param>
/// <param name="FromUpdate">The minibatch of that epoch before which it began.</param>
/// <param name="By">The program and the machine.</param>
public sealed record Stint(int FromEpoch, int FromUpdate, RunEnvironment By);
