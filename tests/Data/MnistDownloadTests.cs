using RnnMemory.Basics;
using RnnMemory.Data;
using Xunit;

namespace RnnMemory.Tests.Data;

public sealed class MnistDownloadTests : IDisposable
{
    // Two tiny files stand in for MNIST's four; the code under test is the same.
    private static readonly byte[] Images = Idx.Of([1, 2, 3, 4], 1, 2, 2);
    private static readonly byte[] Labels = Idx.Of([7], 1);
    private static readonly MnistFile[] Files =
    [
        new("train-images-idx3-ubyte", Images.Length, Idx.Sha256(Images)),
        new("train-labels-idx1-ubyte", Labels.Length, Idx.Sha256(Labels)),
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Missing_files_are_fetched_verified_and_found()
    {
        using LoopbackServer server = Serve();
        Assert.Null(await Fetch(server, repair: false));
        Assert.Equal(Idx.Gzip(Images), File.ReadAllBytes(folder["root/data/mnist/train-images-idx3-ubyte.gz"]));
        Assert.Equal(Idx.Gzip(Labels), File.ReadAllBytes(folder["root/data/mnist/train-labels-idx1-ubyte.gz"]));
    }

    [Fact]
    public async Task Present_files_are_not_fetched_again()
    {
        folder.Write("shared/mnist/train-images-idx3-ubyte", Images);
        folder.Write("root/data/mnist/train-labels-idx1-ubyte.gz", Idx.Gzip(Labels));
        using LoopbackServer server = Serve();
        Assert.Null(await Fetch(server, repair: true));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Only_what_is_missing_is_fetched()
    {
        folder.Write("shared/mnist/train-images-idx3-ubyte", Images);
        using LoopbackServer server = Serve();
        Assert.Null(await Fetch(server, repair: false));
        Assert.Equal("/train-labels-idx1-ubyte.gz", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task Damaged_file_in_the_download_folder_is_replaced_by_a_repair()
    {
        folder.Write("root/data/mnist/train-images-idx3-ubyte", [.. Images[..^1], 9]);
        folder.Write("root/data/mnist/train-labels-idx1-ubyte.gz", Idx.Gzip(Labels));
        using LoopbackServer server = Serve();
        Assert.Null(await Fetch(server, repair: true));
        Assert.False(File.Exists(folder["root/data/mnist/train-images-idx3-ubyte"]));
        Assert.True(File.Exists(folder["root/data/mnist/train-images-idx3-ubyte.gz"]));
    }

    [Fact]
    public async Task Damaged_file_elsewhere_is_left_and_reported()
    {
        string path = folder.Write("shared/mnist/train-images-idx3-ubyte", [.. Images[..^1], 9]);
        using LoopbackServer server = Serve();
        UserError error = await Assert.ThrowsAsync<UserError>(() => Fetch(server, repair: true));
        Assert.Contains($"expected SHA-256 {Files[0].Sha256}", error.Message);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Mirror_with_other_content_is_refused_with_both_hashes()
    {
        byte[] other = Idx.Of([1, 2, 3, 5], 1, 2, 2);
        using var server = new LoopbackServer(_ => Reply.Ok(Idx.Gzip(other)));
        string failure = (await Fetch(server, repair: false))!;
        Assert.Contains($"expected SHA-256 {Idx.Sha256(Images)} of the uncompressed content, got {Idx.Sha256(other)}", failure);
        Assert.Contains("rnn-memory data fetch", failure);
        Assert.False(File.Exists(folder["root/data/mnist/train-images-idx3-ubyte.gz"]));
    }

    [Fact]
    public async Task Two_downloads_at_once_fetch_each_file_once()
    {
        using LoopbackServer server = Serve();
        string?[] results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Fetch(server, repair: false))));
        Assert.All(results, Assert.Null);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Download_folder_that_cannot_be_made_is_an_error_of_the_user()
    {
        folder.Write("root/data", [1]);
        using LoopbackServer server = Serve();
        Assert.Contains("cannot be written", (await Assert.ThrowsAsync<UserError>(() => Fetch(server, repair: false))).Message);
    }

    [Fact]
    public void Every_mirror_is_asked_over_https() => Assert.All(Mnist.Mirrors, mirror => Assert.Equal("https", mirror.Scheme));

    private static LoopbackServer Serve() =>
        new(request => Reply.Ok(Idx.Gzip(request.Path.Contains("images") ? Images : Labels)));

    private Task<string?> Fetch(LoopbackServer server, bool repair) =>
        new MnistDownload(new DataFolders(folder["root"], null), [server.Address], Files).Fetch(repair, cancel: TestContext.Current.CancellationToken);
}
