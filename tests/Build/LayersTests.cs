using Xunit;

namespace RnnMemory.Tests.Build;

public sealed class LayersTests
{
    // A folder uses only the folders before it.
    private static readonly string[] Layers =
    [
        "Basics", "Files", "Streams", "Numerics", "Settings", "Models", "Engines", "Data", "Tasks", "Training", "Runs", "Cluster", "Measures", "Paper",
        "Reports", "Export", "Auditing", "Fingerprints",
    ];

    [Fact]
    public void Library_has_no_folder_but_its_layers() => Assert.Empty(Sources.Project("src/Harness").Folders.Except(Layers));

    [Fact]
    public void Folders_of_the_library_use_only_layers_above_them()
    {
        // One arrow for each file and folder is enough to find the mistake.
        Arrow[] wrong =
        [
            .. Sources.Project("src/Harness").Arrows().Where(arrow => Layers.Contains(arrow.From) && !IsUpwards(arrow))
                .DistinctBy(arrow => (arrow.To, arrow.Place.Split(':')[0])),
        ];

        Assert.True(wrong.Length == 0, string.Join('\n', (object[])wrong));
    }

    [Theory]
    [InlineData("src/Cli")]
    [InlineData("experiments")]
    [InlineData("bench")]
    [InlineData("checks")]
    public void Folders_of_a_program_make_no_circle(string project)
    {
        IReadOnlyList<Arrow> circle = SourceReader.Circle(Sources.Project(project).Arrows());

        Assert.True(circle.Count == 0, Circle(circle));
    }

    // The folders on the way, then each arrow with its place.
    internal static string Circle(IReadOnlyList<Arrow> way) => way.Count == 0
        ? ""
        : $"{string.Join(" -> ", way.Select(arrow => arrow.From).Append(way[0].From))}\n{string.Join('\n', way)}";

    private static bool IsUpwards(Arrow arrow) => Layers.TakeWhile(layer => layer != arrow.From).Contains(arrow.To);
}
