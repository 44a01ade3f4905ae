using RnnMemory.Basics;

namespace RnnMemory.Tests.Build;

/// <summary>The repository's C# files, build output left out.</summary>
internal static class Sources
{
    private static readonly string Repository = RepositoryRoot.Find();

    public static SourceReader Project(string folder) =>
        new(folder, [.. Paths(folder).Select(path => new SourceFile(path, Text(path)))]);

    /// <summary>From the repository's root, with slashes.</summary>
    public static IEnumerable<string> Paths(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    public static string Text(string path) => File.ReadAllText(Path.Combine(Repository, path));
}
