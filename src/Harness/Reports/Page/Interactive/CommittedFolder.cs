using RnnMemory.Basics;
using RnnMemory.Files;

namespace RnnMemory.Reports.Page.Interactive;

/// <summary>
/// The files that the page carries besides recorded runs: expected/page. Its SHA256SUMS has the hash of every other file, in the form
/// of the command of that name, so that no byte of what a reader checks by can change unnoticed.
/// </summary>
internal sealed class CommittedFolder
{
    private const string Sums = "SHA256SUMS";
    private const string Restore = "restore it from the repository's history";

    private CommittedFolder(string root) => Root = root;

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>expected/page in this repository.</summary>
    public static CommittedFolder OfRepository() => Verified(Path.Combine(RepositoryRoot.Find(), "expected", "page"));

    /// <summary>The folder, once every file in it has its hash.</summary>
    /// <exception cref="UserError">A file is missing, changed, or not listed.</exception>
    public static CommittedFolder Verified(string root)
    {
        CommittedFolder folder = new(root);
        HashSet<string> listed = [Sums];
        foreach (string line in TextFile.ToLf(System.Text.Encoding.UTF8.GetString(folder.Read(Sums))).TrimEnd('\n').Split('\n'))
        {
            string[] parts = line.Split("  ", 2);
            string name = parts.Length == 2 ? parts[1] : throw Wrong(Sums, $"has a line that is not 'hash  file': '{line}'");
            listed.Add(name);
            string hash = Sha256Text.Of(folder.Read(name));
            if (hash != parts[0])
            {
                throw Wrong(name, $"has the SHA-256 {hash}, not {parts[0]} as {Sums} says");
            }
        }

        string? other = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'))
            .FirstOrDefault(name => !listed.Contains(name));
        return other is null ? folder : throw Wrong(other, $"is not listed in {Sums}");

        UserError Wrong(string name, string complaint) => new($"'{Path.Combine(root, name)}' {complaint}; {Restore}.");
    }

    /// <summary>A file's content.</summary>
    /// <exception cref="UserError">There is no such file, or it cannot be read.</exception>
    public byte[] Read(string name)
    {
        string path = Path.Combine(Root, name);
        try
        {
            return BoundedFile.Read(path) ?? throw new InvalidDataException("it is missing");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UserError($"'{path}' cannot be read ({error.Message}); {Restore}.", error);
        }
    }
}
