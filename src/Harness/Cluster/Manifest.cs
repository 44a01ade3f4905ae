using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Files;
using RnnMemory.Runs;

namespace RnnMemory.Cluster;

/// <summary>
/// What the tasks of a job array train. It holds the settings that were resolved when it was written, so that a task trains the same runs
/// whatever environment it starts in, and each run's identity, so that a program with other arithmetic refuses it.
/// </summary>
public sealed record Manifest
{
    /// <summary>The layout that this version writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The file's name in its folder.</summary>
    public const string FileName = "manifest.json";

    private const int NameDigits = 8;

    /// <summary>The layout of the file.</summary>
    public required int Format { get; init; }

    /// <summary>When it was written; two manifests of the same runs differ in it.</summary>
    public required DateTime Written { get; init; }

    /// <summary>The commit of the working tree or publication that wrote it, as `rnn-memory record` notes commits.</summary>
    public required string Commit { get; init; }

    /// <summary>The arithmetic of the engine, which the identities contain too.</summary>
    public required string Numerics { get; init; }

    /// <summary>Names of the experiments.</summary>
    public required IReadOnlyList<string> Experiments { get; init; }

    /// <summary>The profile that the settings start from.</summary>
    public required string Profile { get; init; }

    /// <summary>The settings whose values differ from the profile's, as text; "null" stands for none.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>The folder for all that is written, as a full path: the same for every task.</summary>
    public required string Artifacts { get; init; }

    /// <summary>How often a task may be started.</summary>
    public required int Attempts { get; init; }

    /// <summary>The tasks, in the order of their indices from 0.</summary>
    public required IReadOnlyList<ManifestTask> Tasks { get; init; }

    /// <summary>The name of the submission, its folder and its job: the beginning of the content's hash.</summary>
    public string Name() => $"{Launcher.Name}-{Sha256Text.Of(Bytes())[..NameDigits]}";

    /// <summary>Writes the file.</summary>
    /// <param name="path">Its path, in a folder that exists.</param>
    public void Write(string path) => AtomicFile.Write(path, Bytes());

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserError">There is no such file, or it is no manifest that this version can read.</exception>
    public static Manifest Read(string path)
    {
        string writeOne = $"`{Launcher.Here("submit")}` with --dry-run writes one.";
        try
        {
            byte[] json = BoundedFile.Read(path) ?? throw new UserError($"--manifest: there is no file '{path}'. {writeOne}");
            Manifest manifest = JsonSerializer.Deserialize<Manifest>(json, RunJson.Indented)
                ?? throw new InvalidDataException("it is empty");
            return manifest.Format == CurrentFormat
                ? manifest
                : throw new InvalidDataException($"it has format {manifest.Format}, and this version reads {CurrentFormat}");
        }
        catch (Exception error) when (
            RunJson.IsMalformed(error) || error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new UserError($"'{path}' is no manifest that can be read: {error.Message.TrimEnd('.')}. {writeOne}", error);
        }
    }

    /// <summary>The task of that index.</summary>
    /// <exception cref="UserError">There is no such task.</exception>
    public ManifestTask Task(int index) => index >= 0 && index < Tasks.Count
        ? Tasks[index]
        : throw new UserError($"--task: expected 0 to {Tasks.Count - 1}, the tasks of the manifest, got {index}.");

    private byte[] Bytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, RunJson.Indented), (byte)'\n'];
}

/// <summary>The runs that one task of an array trains, one after another.</summary>
/// <param name="Runs">The runs, at least one.</param>
public sealed record ManifestTask(IReadOnlyList<ManifestRun> Runs)
{
    /// <summary>Estimated time on one core; null if nothing is known about it.</summary>
    public double? Seconds { get; init; }
}

/// <summary>A run of a manifest.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Identity"><see cref="RunIdentity.Hash"/>.</param>
public sealed record ManifestRun(string Id, string Identity);
