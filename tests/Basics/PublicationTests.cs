using RnnMemory.Basics;
using RnnMemory.Reports.Snapshots;
using Xunit;

namespace RnnMemory.Tests.Basics;

public sealed class PublicationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rnn-memory-publication-").FullName;

    [Fact]
    public void Folder_without_the_mark_is_no_publication_and_neither_is_that_of_these_tests()
    {
        Assert.Null(Publication.In(folder));
        Assert.Null(Publication.Here);
    }

    [Fact]
    public void Mark_says_from_which_commit_it_was_made_even_within_a_working_tree()
    {
        string inside = Directory.CreateDirectory(Path.Combine(RepositoryRoot.Find(), "artifacts", Path.GetFileName(folder))).FullName;
        try
        {
            new Publication(inside, "0123 with uncommitted changes").Mark("linux-x64");

            Assert.Equal(new Publication(inside, "0123 with uncommitted changes"), Publication.In(inside + Path.DirectorySeparatorChar));
            Assert.Equal("0123 with uncommitted changes", WorkingCommit.Of(inside));
        }
        finally
        {
            Directory.Delete(inside, recursive: true);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
