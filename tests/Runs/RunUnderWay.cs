namespace RnnMemory.Tests.Runs;

/// <summary>The only run in an artifacts folder, read while another process may be writing it.</summary>
internal sealed class RunUnderWay(string artifacts)
{
    private readonly string runs = Path.Combine(artifacts, "runs");

    /// <summary>The path of the run's file of that name or pattern; null if there is none yet.</summary>
    public string? Find(string file) =>
        Directory.Exists(runs) ? Directory.EnumerateFiles(runs, file, SearchOption.AllDirectories).SingleOrDefault() : null;

    /// <summary>The records of finished epochs: whole lines only, since the last may be half written.</summary>
    public string[] Epochs()
    {
        if (Find("epochs.jsonl") is not { } path)
        {
            return [];
        }

        using StreamReader reader = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd().Split('\n')[..^1];
    }
}
