using RnnMemory.Data;
using Xunit;

namespace RnnMemory.Tests.Data;

public sealed class DataFoldersTests : IDisposable
{
    private const string File = "train-images-idx3-ubyte";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private DataFolders Folders => new(folder["repository"], folder["mine"]);

    [Theory]
    [InlineData("mine/mnist/train-images-idx3-ubyte")]
    [InlineData("mine/train-images-idx3-ubyte.gz")]
    [InlineData("repository/data/mnist/train-images.idx3-ubyte")]
    [InlineData("repository/data/train-images.idx3-ubyte.gz")]
    [InlineData("shared/mnist/train-images-idx3-ubyte.gz")]
    [InlineData("shared/train-images-idx3-ubyte")]
    public void Mnist_file_is_found_in_every_documented_place_and_spelling(string place)
    {
        Assert.Null(Folders.Find("mnist", File));
        string path = folder.Write(place, [1]);
        Assert.Equal(Path.GetFullPath(path), Folders.Find("mnist", File));
    }

    [Fact]
    public void Own_folder_comes_before_the_repository_and_that_before_shared()
    {
        string[] places = ["shared/mnist/" + File, "repository/data/mnist/" + File, "mine/mnist/" + File];
        foreach (string place in places)
        {
            string path = folder.Write(place, [1]);
            Assert.Equal(Path.GetFullPath(path), Folders.Find("mnist", File));
        }
    }

    [Fact]
    public void Another_set_is_only_found_in_a_folder_of_its_own()
    {
        folder.Write("mine/" + File, [1]);
        folder.Write("mine/mnist/" + File, [1]);
        Assert.Null(Folders.Find("fashion-mnist", File));
        string path = folder.Write("repository/data/fashion-mnist/" + File, [1]);
        Assert.Equal(Path.GetFullPath(path), Folders.Find("fashion-mnist", File));
    }

    [Fact]
    public void Absolute_name_is_taken_as_it_is_with_or_without_gz()
    {
        string path = folder.Write("elsewhere/odd-idx/images.gz", [1]);
        Assert.Equal(path, Folders.Find("mine", path));
        Assert.Equal(path, Folders.Find("mine", path[..^3]));
    }

    [Fact]
    public void Folder_of_a_file_s_name_is_not_a_file()
    {
        Directory.CreateDirectory(folder["mine/mnist/" + File]);
        Assert.Null(Folders.Find("mnist", File));
    }
}
