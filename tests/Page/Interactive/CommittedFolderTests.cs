using RnnMemory.Basics;
using RnnMemory.Reports.Page.Interactive;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Page.Interactive;

public sealed class CommittedFolderTests
{
    private static readonly string Committed = CommittedFolder.OfRepository().Root;

    public static TheoryData<string> Files => [.. Names()];

    [Fact]
    public void Folder_holds_two_runs_and_the_samples() => Assert.Equal(13, Names().Count());

    [Theory]
    [MemberData(nameof(Files))]
    public void Changed_byte_is_an_error_of_one_line_that_names_the_file(string name)
    {
        using TemporaryFolder copy = Copy();
        byte[] content = File.ReadAllBytes(copy[name]);
        content[content.Length / 2] ^= 1;
        copy.Write(name, content);

        string error = Assert.Throws<UserError>(() => CommittedFolder.Verified(copy.Path)).Message;

        // A changed list of hashes blames a file that it lists.
        Assert.DoesNotContain('\n', error);
        Assert.Contains(name == "SHA256SUMS" ? copy.Path : copy[name], error, StringComparison.Ordinal);
        Assert.Contains("restore it from the repository's history", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_file_is_an_error()
    {
        using TemporaryFolder copy = Copy();
        File.Delete(copy["mnist-samples.bin"]);

        Assert.Contains("it is missing", Assert.Throws<UserError>(() => CommittedFolder.Verified(copy.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_without_a_hash_is_an_error()
    {
        using TemporaryFolder copy = Copy();
        copy.Write("runs/other.bin", [1]);

        Assert.Contains("is not listed", Assert.Throws<UserError>(() => CommittedFolder.Verified(copy.Path)).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names() => Directory.EnumerateFiles(Committed, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Committed, path).Replace(Path.DirectorySeparatorChar, '/'));

    private static TemporaryFolder Copy()
    {
        TemporaryFolder copy = new();
        foreach (string name in Names())
        {
            copy.Write(name, File.ReadAllBytes(Path.Combine(Committed, name)));
        }

        return copy;
    }
}
