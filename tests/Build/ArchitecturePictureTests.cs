using RnnMemory.Basics;
using Xunit;

namespace RnnMemory.Tests.Build;

/// <summary>The picture of the house in docs/architecture.md is made from the code.</summary>
public sealed class ArchitecturePictureTests
{
    private const string Document = "docs/architecture.md";
    private const string Begin = "<!-- picture: made from the code by ArchitecturePictureTests -->\n";
    private const string End = "<!-- end of picture -->";

    [Fact]
    public void Picture_in_the_document_is_that_of_the_code()
    {
        string text = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), Document)).Replace("\r\n", "\n", StringComparison.Ordinal);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        string shown = text[begin..text.IndexOf(End, StringComparison.Ordinal)];
        string picture = Draw(Sources.Project("src/Harness").Arrows());

        Assert.True(shown == picture, $"Put this between the two comments of {Document}:\n{picture}");
    }

    [Fact]
    public void Arrow_that_a_longer_way_implies_is_left_out() => Assert.Equal(
        "```mermaid\nflowchart TD\n    A --> B\n    B --> C\n```\n",
        Draw([new Arrow("A", "B", "", ""), new Arrow("A", "C", "", ""), new Arrow("B", "C", "", ""), new Arrow("B", "C", "", "")]));

    private static string Draw(IReadOnlyList<Arrow> arrows)
    {
        ILookup<string, string> uses = arrows.Select(arrow => (arrow.From, arrow.To)).Distinct().ToLookup(use => use.From, use => use.To);
        IEnumerable<string> lines =
            from user in uses
            from used in user
            where !user.Any(other => other != used && Reaches(other, used, uses))
            select $"    {user.Key} --> {used}";
        return $"```mermaid\nflowchart TD\n{string.Join('\n', lines.Order(StringComparer.Ordinal))}\n```\n";
    }

    private static bool Reaches(string from, string to, ILookup<string, string> uses) =>
        uses[from].Any(next => next == to || Reaches(next, to, uses));
}
