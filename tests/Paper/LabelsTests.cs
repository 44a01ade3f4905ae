using RnnMemory.Basics;
using RnnMemory.Paper;
using Xunit;

namespace RnnMemory.Tests.Paper;

/// <summary>Every label of a claim or an assumption that code, settings, tables and documents use has an entry.</summary>
public sealed class LabelsTests
{
    private static readonly string Root = RepositoryRoot.Find();

    // What people read and what is compared; the records of runs have no labels.
    private static readonly (string Folder, string Pattern)[] Read =
    [
        ("src", "*.cs"), ("src", "*.json"), ("experiments", "*.cs"), ("experiments", "*.json"), ("tests", "*.cs"), ("bench", "*.cs"), ("checks", "*.cs"),
        ("docs", "*.md"), ("build", "*"), ("expected", "*.txt"), ("expected", "*.svg"), ("expected", "*.md"), (".", "*.md"),
    ];

    [Fact]
    public void Every_label_in_the_repository_resolves()
    {
        (string File, string Label)[] labels = [.. Read.SelectMany(kind => Files(kind.Folder, kind.Pattern)).SelectMany(
            file => Labels.In(File.ReadAllText(Path.Combine(Root, file))).Select(label => (file, label)))];
        string[] wrong = [.. labels.Where(use => !Ledger.Registered.Resolves(use.Label)).Select(use => $"{use.File}: '{use.Label}' is no claim or assumption")];

        Assert.True(labels.Length > 100, $"only {labels.Length} labels were found");
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("(assumption C8).", "C8")]
    [InlineData("The choice (assumption\n    /// D6).", "D6")]
    [InlineData("assumptions A13 and A20; claim INC-10's test", "A13", "A20", "INC-10")]
    [InlineData("Assumptions A2-A20, claims LAT-1 or LAT-2", "A2", "A20", "LAT-1", "LAT-2")]
    [InlineData("one random order (A7); F4 (see C), Cortex-A53, (F16)", "A7", "F16")]
    [InlineData("as Q-1, and assumption E", "E", "Q-1")]
    [InlineData("an assumption Every reader makes; assumptions, A1")]
    public void Labels_are_found_in_sentences(string text, params string[] labels) => Assert.Equal(labels.Order(), Labels.In(text).Order());

    [Theory]
    [InlineData("assumption C16")]
    [InlineData("claim INC-11")]
    [InlineData("(A24)")]
    [InlineData("assumption Z1")]
    public void Label_without_an_entry_does_not_resolve(string text) => Assert.False(Ledger.Registered.Resolves(Assert.Single(Labels.In(text))));

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, folder == "." ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj") && !path.StartsWith("expected/runs/", StringComparison.Ordinal)
                && path != "tests/Paper/LabelsTests.cs" && path != "tests/Paper/LedgerTests.cs");
}
