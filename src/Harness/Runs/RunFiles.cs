namespace RnnMemory.Runs;

/// <summary>Where a run's files are.</summary>
/// <param name="Folder">The run's folder.</param>
internal sealed record RunFiles(string Folder)
{
    /// <summary>This file alone does not make a run: its values are useless without the run's other files.</summary>
    public const string MeasuresName = "measures.json";

    public string Spec => Path.Combine(Folder, "spec.json");

    public string Epochs => Path.Combine(Folder, "epochs.jsonl");

    public string Checkpoint => Path.Combine(Folder, "checkpoint.bin");

    public string PreviousCheckpoint => Path.Combine(Folder, "checkpoint.previous.bin");

    /// <summary>The state after the best epoch, for tasks that choose one.</summary>
    public string Best => Path.Combine(Folder, "best.bin");

    /// <summary>The measures of the finished run.</summary>
    public string Measures => Path.Combine(Folder, MeasuresName);

    public string Done => Path.Combine(Folder, "done.json");

    /// <summary>Ids of the runs below a store's root that are marked as finished, without those that were moved aside.</summary>
    public static IEnumerable<string> FinishedIn(string root) => FoldersWith("done.json", root);

    /// <summary>Ids of the runs below a store's root that have records, finished or not, without those that were moved aside.</summary>
    public static IEnumerable<string> RecordedIn(string root) => FoldersWith("epochs.jsonl", root);

    private static IEnumerable<string> FoldersWith(string file, string root) =>
        from path in Directory.EnumerateFiles(root, file, SearchOption.AllDirectories)
        let id = Path.GetRelativePath(root, Path.GetDirectoryName(path)!).Replace(Path.DirectorySeparatorChar, '/')
        where !id.Contains(".superseded-", StringComparison.Ordinal)
        select id;
}
