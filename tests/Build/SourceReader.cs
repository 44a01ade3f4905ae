namespace RnnMemory.Tests.Build;

/// <summary>
/// Finds which folder of a project uses which, from the sources: a `using` of a namespace that only one folder declares, and
/// each name that means a type. Extension methods are seen by their `using` alone.
/// </summary>
internal sealed class SourceReader
{
    /// <summary>The name for the project's own folder.</summary>
    public const string Root = "(root)";

    private readonly IReadOnlyList<SourceFile> files;
    private readonly string project;

    // Full name of a type to its folder; namespace to the folders that declare types in it; and what namespaces begin with.
    private readonly Dictionary<string, string> folderOfType = [];
    private readonly Dictionary<string, HashSet<string>> foldersOfNamespace = [];
    private readonly HashSet<string> namespaces = [];

    /// <param name="project">The project's folder, from the repository's root, with slashes.</param>
    /// <param name="files">Its sources.</param>
    public SourceReader(string project, IReadOnlyList<SourceFile> files)
    {
        (this.project, this.files) = (project, files);
        foreach (SourceFile file in files)
        {
            foreach (string type in file.Types)
            {
                folderOfType[Join(file.Namespace, type)] = FolderOf(file);
                if (!foldersOfNamespace.TryGetValue(file.Namespace, out HashSet<string>? folders))
                {
                    foldersOfNamespace[file.Namespace] = folders = [];
                }

                folders.Add(FolderOf(file));
            }

            foreach (string scope in Scopes(file.Namespace))
            {
                namespaces.Add(scope);
            }
        }
    }

    /// <summary>The folders that have files.</summary>
    public IEnumerable<string> Folders => files.Select(FolderOf).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Each use of one folder by another, in the order of files and lines.</summary>
    public IReadOnlyList<Arrow> Arrows() => [.. files.SelectMany(Arrows)];

    /// <summary>The shortest way from a folder back to itself; empty where there is none.</summary>
    public static IReadOnlyList<Arrow> Circle(IReadOnlyList<Arrow> arrows)
    {
        ILookup<string, Arrow> byFolder = arrows.DistinctBy(arrow => (arrow.From, arrow.To)).ToLookup(arrow => arrow.From);
        return byFolder.Select(group => WayBack(group.Key, byFolder)).Where(way => way.Count > 0).MinBy(way => way.Count) ?? [];
    }

    private static IReadOnlyList<Arrow> WayBack(string start, ILookup<string, Arrow> byFolder)
    {
        Dictionary<string, Arrow[]> ways = new() { [start] = [] };
        Queue<string> open = new([start]);
        while (open.TryDequeue(out string? folder))
        {
            foreach (Arrow arrow in byFolder[folder])
            {
                Arrow[] way = [.. ways[folder], arrow];
                if (arrow.To == start)
                {
                    return way;
                }

                if (ways.TryAdd(arrow.To, way))
                {
                    open.Enqueue(arrow.To);
                }
            }
        }

        return [];
    }

    private static string Join(string first, string second) => first.Length == 0 ? second : $"{first}.{second}";

    // "A.B.C", "A.B", "A".
    private static IEnumerable<string> Scopes(string name)
    {
        for (; name.Length > 0; name = name.Contains('.') ? name[..name.LastIndexOf('.')] : "")
        {
            yield return name;
        }
    }

    private string FolderOf(SourceFile file)
    {
        string[] parts = file.Path[(project.Length + 1)..].Split('/');
        return parts.Length == 1 ? Root : parts[0];
    }

    private IEnumerable<Arrow> Arrows(SourceFile file)
    {
        string from = FolderOf(file);
        IEnumerable<(SourceName Name, string? To)> found =
        [
            .. file.Imports.Select(name => (name, FolderOfImport(string.Join('.', name.Parts)))),
            .. file.Aliases.Values.Select(name => (name, Walk("", name.Parts))),
            .. file.Uses.Select(name => (name, Resolve(file, name.Parts))),
        ];
        return found.Where(use => use.To is not null && use.To != from).OrderBy(use => use.Name.Line)
            .Select(use => new Arrow(from, use.To!, $"{file.Path}:{use.Name.Line}", string.Join('.', use.Name.Parts)));
    }

    private string? FolderOfImport(string name) =>
        folderOfType.TryGetValue(name, out string? folder) ? folder
        : foldersOfNamespace.TryGetValue(name, out HashSet<string>? folders) && folders.Count == 1 ? folders.Single()
        : null;

    // As the compiler looks: enclosing namespaces from the inside out, then aliases and imports.
    private string? Resolve(SourceFile file, IReadOnlyList<string> parts)
    {
        foreach (string scope in Scopes(file.Namespace).Append(""))
        {
            string name = Join(scope, parts[0]);
            if (folderOfType.ContainsKey(name) || namespaces.Contains(name))
            {
                return Walk(scope, parts);
            }
        }

        if (file.Aliases.TryGetValue(parts[0], out SourceName? alias))
        {
            return Walk("", [.. alias.Parts, .. parts.Skip(1)]);
        }

        return file.Imports.Select(import => folderOfType.GetValueOrDefault(Join(string.Join('.', import.Parts), parts[0])))
            .FirstOrDefault(folder => folder is not null);
    }

    // The folder of the first type on the way, namespaces before it.
    private string? Walk(string scope, IReadOnlyList<string> parts)
    {
        foreach (string part in parts)
        {
            scope = Join(scope, part);
            if (folderOfType.TryGetValue(scope, out string? folder))
            {
                return folder;
            }
        }

        return null;
    }
}

/// <summary>One folder's use of another.</summary>
/// <param name="From">The folder that uses the other one.</param>
/// <param name="To">The folder that is used.</param>
/// <param name="Place">File and line.</param>
/// <param name="Name">The name found there.</param>
internal sealed record Arrow(string From, string To, string Place, string Name)
{
    public override string ToString() => $"{From} -> {To}: {Name} in {Place}";
}
