using RnnMemory.Basics;

namespace RnnMemory.Data;

/// <summary>
/// The folders searched for data sets: the folder named by RNN_MEMORY_DATA, "data" in the repository, and "shared" beside the repository.
/// In each of them, a subfolder named after the set is searched first. Downloads go to "data" in the repository.
/// </summary>
public sealed record DataFolders
{
    private readonly string root;
    private readonly string? first;

    /// <summary>The data folders of a repository.</summary>
    /// <param name="root">The repository's root.</param>
    /// <param name="first">A folder to search before the others, or null.</param>
    public DataFolders(string root, string? first)
    {
        this.root = Path.GetFullPath(root);
        this.first = string.IsNullOrWhiteSpace(first) ? null : first;
    }

    /// <summary>The data folders of this repository.</summary>
    public static DataFolders Default() => new(RepositoryRoot.Find(), Environment.GetEnvironmentVariable(HarnessEnvironment.Data));

    /// <summary>Where downloaded files of a set are kept.</summary>
    public string Downloads(string set) => Path.Combine(root, "data", set);

    /// <summary>The folders searched for a set, in order.</summary>
    public IReadOnlyList<string> Of(string set)
    {
        string[] places =
        [
            .. first is null ? [] : new[] { CurrentFolder.Resolve(first) },
            Path.Combine(root, "data"),
            Path.GetFullPath(Path.Combine(root, "..", "shared")),
        ];

        // Other sets use MNIST's file names too, so files outside a set's own folder are taken to be MNIST's.
        return set == Mnist.Name
            ? [.. places.SelectMany(place => new[] { Path.Combine(place, set), place })]
            : [.. places.Select(place => Path.Combine(place, set))];
    }

    /// <summary>The first file of that name, with or without ".gz", with a dash or a dot before "idx"; null if there is none.</summary>
    public string? Find(string set, string name)
    {
        string? folder = Path.GetDirectoryName(name);
        string file = Path.GetFileName(name);
        string plain = file.EndsWith(".gz", StringComparison.Ordinal) ? file[..^3] : file;
        string[] variants = [.. new[] { plain, plain.Replace("-idx", ".idx"), plain.Replace(".idx", "-idx") }.Distinct().SelectMany(n => new[] { n, n + ".gz" })];

        // Path.Combine returns an absolute second path unchanged.
        return Of(set).SelectMany(place => variants.Select(variant => Path.Combine(place, folder ?? "", variant)))
            .FirstOrDefault(File.Exists);
    }
}
