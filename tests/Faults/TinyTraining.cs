using RnnMemory.Checks.Outcomes;
using RnnMemory.Tests.Cli;
using Xunit;

namespace RnnMemory.Tests.Faults;

/// <summary>
/// A command line that trains two small networks on the embedded digits, and the files of an undisturbed run of it. It draws figures only
/// where a test is about them: they take a third of its time.
/// </summary>
internal static class TinyTraining
{
    private static readonly string[] Settings =
    [
        "Digits:Representations=original,transposed-permuted", "Digits:Permutations=1", "Digits:LearningRates=1e-3", "Digits:Hidden=8",
        "Digits:Epochs=6", "Digits:PixelMeasuredImages=50", "Digits:MemoryImages=50",
    ];

    /// <summary>The arguments after a command's name, without the artifacts folder.</summary>
    public static string[] Arguments { get; } = ["digits", "--workers", "1", .. Settings.SelectMany(setting => new[] { "--set", setting })];

    private static readonly Lazy<Undisturbed> WithoutFigures = new(() => Undisturbed.Run("--no-figures")), WithFigures = new(() => Undisturbed.Run());

    /// <summary>`rnn-memory COMMAND` with the arguments, for a shell.</summary>
    public static string Command(string name, string artifacts, bool figures = false) =>
        $"{Shell.RnnMemory} {name} {string.Join(' ', Arguments)} --artifacts '{artifacts}'{(name == "run" && !figures ? " --no-figures" : "")}";

    /// <summary>Puts the files of an undisturbed run of the command into a folder.</summary>
    public static void Put(string artifacts)
    {
        foreach ((string path, byte[] bytes) in WithoutFigures.Value.Files)
        {
            string copy = Path.Combine(artifacts, path);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllBytes(copy, bytes);
        }
    }

    /// <summary>Fails unless a folder has the files of an undisturbed run of the command.</summary>
    /// <param name="artifacts">The folder.</param>
    /// <param name="besides">Names of files that are not compared.</param>
    public static void AssertUndisturbed(string artifacts, params string[] besides) => AssertEqual(WithoutFigures.Value, artifacts, besides);

    /// <summary>The same of a command that draws figures.</summary>
    public static void AssertUndisturbedWithFigures(string artifacts) => AssertEqual(WithFigures.Value, artifacts, []);

    private static void AssertEqual(Undisturbed undisturbed, string artifacts, string[] besides) => Assert.Empty(
        ArtifactsContent.Differences(Without(undisturbed.Content, besides), Without(ArtifactsContent.Of(artifacts), besides)));

    private static SortedDictionary<string, string> Without(SortedDictionary<string, string> content, string[] names) =>
        new(content.Where(file => !names.Contains(Path.GetFileName(file.Key))).ToDictionary(), StringComparer.Ordinal);

    private sealed record Undisturbed(SortedDictionary<string, string> Content, (string Path, byte[] Bytes)[] Files)
    {
        public static Undisturbed Run(params string[] more)
        {
            using var folder = new Data.TemporaryFolder();
            CliResult result = CommandHost.Run(["run", .. Arguments, "--artifacts", folder.Path, .. more]);
            Assert.Equal((0, ""), (result.ExitCode, result.Errors));
            IEnumerable<string> paths = Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories);
            return new(ArtifactsContent.Of(folder.Path), [.. paths.Select(path => (Path.GetRelativePath(folder.Path, path), File.ReadAllBytes(path)))]);
        }
    }
}
