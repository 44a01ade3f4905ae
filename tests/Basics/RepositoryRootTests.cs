using RnnMemory.Basics;
using Xunit;

namespace RnnMemory.Tests.Basics;

public sealed class RepositoryRootTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rnn-memory-root-").FullName;

    [Fact]
    public void Root_is_found_upward_from_the_first_start_that_lies_inside()
    {
        string inner = Directory.CreateDirectory(Path.Combine(folder, "a b", "c")).FullName;
        File.WriteAllText(Path.Combine(folder, "a b", "RnnMemory.sln"), "");

        Assert.Equal(Path.Combine(folder, "a b"), RepositoryRoot.Find(folder, inner));
    }

    [Fact]
    public void Outside_of_any_repository_a_line_says_where_it_was_looked_for() =>
        Assert.Contains(folder, Assert.Throws<UserError>(() => RepositoryRoot.Find(folder)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_repository_of_these_tests_has_its_settings() =>
        Assert.True(File.Exists(Path.Combine(RepositoryRoot.Find(), "experiments", "settings", "paper.json")));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
