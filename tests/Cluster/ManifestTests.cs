using RnnMemory.Basics;
using RnnMemory.Cluster;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Cluster;

public sealed class ManifestTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File1 => folder["manifest.json"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Manifest_is_read_as_it_was_written()
    {
        Manifest written = Example();
        written.Write(File1);

        Manifest read = Manifest.Read(File1);

        Assert.Equal(written.Name(), read.Name());
        Assert.Equal(written.Settings, read.Settings);
        Assert.Equal(["a/seed-0", "a/seed-1"], read.Task(1).Runs.Select(run => run.Id));
        Assert.Null(read.Task(0).Seconds);
    }

    [Fact]
    public void Name_belongs_to_the_content() =>
        Assert.NotEqual(Example().Name(), (Example() with { Written = new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc) }).Name());

    [Theory]
    [InlineData("{", "is no manifest that can be read")]
    [InlineData("[]", "is no manifest that can be read")]
    [InlineData("null", "it is empty")]
    [InlineData("{\"format\": 1}", "is no manifest that can be read")]
    public void Damaged_manifest_is_told_in_one_line(string content, string expected)
    {
        File.WriteAllText(File1, content);

        string message = Assert.Throws<UserError>(() => Manifest.Read(File1)).Message;

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains(File1, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Manifest_of_another_format_is_refused_with_both_numbers()
    {
        (Example() with { Format = 7 }).Write(File1);

        Assert.Contains("it has format 7, and this version reads 1", Assert.Throws<UserError>(() => Manifest.Read(File1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_manifest_is_named() =>
        Assert.Contains($"there is no file '{File1}'", Assert.Throws<UserError>(() => Manifest.Read(File1)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Task_that_the_manifest_has_not_is_refused(int index) =>
        Assert.Equal($"--task: expected 0 to 1, the tasks of the manifest, got {index}.", Assert.Throws<UserError>(() => Example().Task(index)).Message);

    [Fact]
    public void Every_start_of_a_task_is_counted_for_itself()
    {
        Example().Write(File1);

        Assert.Equal([1, 2], [new Attempts(File1, 0).Start(), new Attempts(File1, 0).Start()]);
        Assert.Equal(1, new Attempts(File1, 1).Start());
        Assert.Equal(2, new Attempts(File1, 0).Count);
    }

    internal static Manifest Example() => new()
    {
        Format = Manifest.CurrentFormat,
        Written = new DateTime(2026, 11, 29, 16, 0, 0, DateTimeKind.Utc),
        Commit = "abc",
        Numerics = "1",
        Experiments = ["Increment"],
        Profile = "quick",
        Settings = new Dictionary<string, string> { ["Increment:Epochs"] = "3", ["Seeds"] = "0-4,9" },
        Artifacts = "/shared/artifacts",
        Attempts = 5,
        Tasks =
        [
            new ManifestTask([new ManifestRun("b/seed-0", new string('a', 64))]),
            new ManifestTask([new ManifestRun("a/seed-0", new string('b', 64)), new ManifestRun("a/seed-1", new string('c', 64))]) { Seconds = 12.5 },
        ],
    };
}
