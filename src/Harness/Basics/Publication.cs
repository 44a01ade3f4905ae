namespace RnnMemory.Basics;

/// <summary>
/// A folder with the program and everything that it reads, made to be copied to machines without the repository. A file in it says so.
/// </summary>
/// <param name="Folder">The folder, which the program takes for the repository's root.</param>
/// <param name="Commit">The commit that it was made from, as `rnn-memory record` notes commits.</param>
public sealed record Publication(string Folder, string Commit)
{
    private const string FileName = "publication.txt";
    private const string CommitKey = "commit: ";

    /// <summary>The publication that this program belongs to; null if it was built in the repository.</summary>
    public static Publication? Here { get; } = In(AppContext.BaseDirectory);

    /// <summary>The publication in a folder; null if the folder is none.</summary>
    public static Publication? In(string folder)
    {
        string path = Path.Combine(folder, FileName);
        return !File.Exists(path) ? null : new Publication(
            Path.TrimEndingDirectorySeparator(folder),
            File.ReadLines(path).FirstOrDefault(line => line.StartsWith(CommitKey, StringComparison.Ordinal))?[CommitKey.Length..] ?? "unknown");
    }

    /// <summary>Marks the folder as a publication for a runtime, such as "linux-x64".</summary>
    public void Mark(string runtime) => File.WriteAllText(Path.Combine(Folder, FileName), $"{CommitKey}{Commit}\nruntime: {runtime}\n");
}
