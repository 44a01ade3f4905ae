using System.Globalization;

namespace RnnMemory.Runs;

/// <summary>Where a run's files are.</summary>
/// <param name="Folder">The run's folder.</param>
internal sealed record RunFiles(string Folder)
{
    /// <summary>This file alone does not make a run: its values are useless without the run's other files.</summary>
    public const string MeasuresName = "measures.json";

    /// <summary>The state after the last epoch, or the last one saved.</summary>
    public const string CheckpointName = "checkpoint.bin";

    /// <summary>The state after the best epoch.</summary>
    public const string BestName = "best.bin";

    private const string DoneName = "done.json";

    public string Spec => Path.Combine(Folder, "spec.json");

    public string Epochs => Path.Combine(Folder, "epochs.jsonl");

    /// <summary>A small record has this instead of <see cref="Epochs"/>.</summary>
    public string CompressedEpochs => Epochs + EpochFile.Extension;

    public string Checkpoint => Path.Combine(Folder, CheckpointName);

    public string PreviousCheckpoint => Path.Combine(Folder, "checkpoint.previous.bin");

    /// <summary>The state after the best epoch, for tasks that choose one.</summary>
    public string Best => Path.Combine(Folder, BestName);

    /// <summary>States that were added to the record when the whole run was replayed.</summary>
    public string States => Path.Combine(Folder, "states");

    /// <summary>The measures of the finished run.</summary>
    public string Measures => Path.Combine(Folder, MeasuresName);

    public string Done => Path.Combine(Folder, DoneName);

    /// <summary>Whether training has saved a state here, usable or not.</summary>
    public bool HasCheckpoint => File.Exists(Checkpoint) || File.Exists(PreviousCheckpoint);

    /// <summary>Every file that training and measuring write.</summary>
    public IEnumerable<string> All => [Spec, Epochs, Checkpoint, PreviousCheckpoint, Best, Measures, Done];

    /// <summary>Where a store keeps the measures of a run that it found in the record.</summary>
    public static string MeasuresBeside(string root, string id) => RunId.Folder(Path.Combine(root, ".measures"), id) + ".json";

    /// <summary>The file of <see cref="States"/> for the state after that epoch.</summary>
    public string StateAfter(int epoch) => Path.Combine(States, string.Create(CultureInfo.InvariantCulture, $"after-{epoch:D4}.bin"));

    /// <summary>The files in <see cref="States"/>, in the order of their epochs.</summary>
    public IEnumerable<string> StatesOnTheWay() =>
        Directory.Exists(States) ? Directory.EnumerateFiles(States).Order(StringComparer.Ordinal) : [];

    /// <summary>
    /// Ids of the runs below a store's root that are marked as finished, without those that were moved aside or are only partly copied.
    /// </summary>
    public static IEnumerable<string> FinishedIn(string root) => FoldersWith([DoneName], root, (_, _) => { });

    /// <summary>
    /// Ids of the runs below a store's root that have records or are marked as finished, without those that were moved aside or are
    /// only partly copied.
    /// </summary>
    /// <param name="root">The root.</param>
    /// <param name="unreadable">Gets each folder that cannot be read; the others are searched.</param>
    public static IEnumerable<string> RecordedIn(string root, Action<string, Exception> unreadable) =>
        FoldersWith(["epochs.jsonl", DoneName], root, unreadable);

    private static IEnumerable<string> FoldersWith(string[] files, string root, Action<string, Exception> unreadable) =>
        from folder in Search(root, [], files, root, unreadable)
        let id = Path.GetRelativePath(root, folder).Replace(Path.DirectorySeparatorChar, '/')
        where !id.Contains(".superseded-", StringComparison.Ordinal) && !id.EndsWith(".tmp", StringComparison.Ordinal)
        select id;

    // A link to a folder is followed if it leads out of the store, to another disk, and once: others would lead in circles.
    private static IEnumerable<string> Search(
        string root, HashSet<string> followed, string[] files, string folder, Action<string, Exception> unreadable)
    {
        bool hasFile;
        string[] inside;
        try
        {
            hasFile = files.Any(file => Directory.GetFiles(folder, file).Length > 0);
            DirectoryInfo[] below = new DirectoryInfo(folder).GetDirectories();
            inside = [.. below.Where(found => IsToBeSearched(found, root, followed)).Select(found => found.FullName)];
        }
        catch (DirectoryNotFoundException)
        {
            // Another process has just moved it.
            yield break;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            unreadable(folder, error);
            yield break;
        }

        if (hasFile)
        {
            yield return folder;
        }

        foreach (string found in inside.SelectMany(next => Search(root, followed, files, next, unreadable)))
        {
            yield return found;
        }
    }

    private static bool IsToBeSearched(DirectoryInfo folder, string root, HashSet<string> followed)
    {
        if (folder.LinkTarget is null)
        {
            return true;
        }

        string store = Inside(Path.GetFullPath(root));
        return folder.ResolveLinkTarget(returnFinalTarget: true) is { FullName: var target }
            && !Inside(target).StartsWith(store, StringComparison.Ordinal)
            && !store.StartsWith(Inside(target), StringComparison.Ordinal)
            && followed.Add(target);
    }

    private static string Inside(string folder) => Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;
}
