using RnnMemory.Basics;
using RnnMemory.Data;
using Xunit;

namespace RnnMemory.Tests.Data;

public sealed class ImageSetsTests : IDisposable
{
    private static readonly ImageSetSpec Tiny = new() { Rows = 1, Columns = 2 };
    private readonly TemporaryFolder folder = new();

    private DataFolders Folders => new(folder["root"], null);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Set_in_idx_form_is_read_from_its_folder()
    {
        WriteSet(trainLabels: Idx.Of([0, 9], 2));
        ImageDataSet set = ImageSets.Open("mine", Tiny, Folders).Set!;
        Assert.Equal((2, 1, 1, 2), (set.Train.Count, set.Test.Count, set.Train.Rows, set.Train.Columns));
        Assert.Equal([0, 9], set.Train.Labels.ToArray());
        Assert.Equal([4, 5], set.Test.Image(0).ToArray());
    }

    [Fact]
    public void Set_with_the_right_hash_is_read_and_with_another_refused()
    {
        byte[] labels = Idx.Of([0, 9], 2);
        WriteSet(labels);
        ImageSetSpec With(string hash) => Tiny with { TrainLabels = new ImageFileSpec { Name = "train-labels-idx1-ubyte.gz", Sha256 = hash } };
        Assert.NotNull(ImageSets.Open("mine", With(Idx.Sha256(labels).ToUpperInvariant()), Folders).Set);
        Assert.Contains($"got {Idx.Sha256(labels)}", Assert.Throws<UserError>(() => ImageSets.Open("mine", With(new string('0', 64)), Folders)).Message);
    }

    [Fact]
    public void Set_with_too_few_labels_is_refused()
    {
        WriteSet(trainLabels: Idx.Of([0], 1));
        Assert.Contains("1 labels and 2 images", Assert.Throws<UserError>(() => ImageSets.Open("mine", Tiny, Folders)).Message);
    }

    [Fact]
    public void Set_with_images_of_another_size_is_refused()
    {
        WriteSet(trainLabels: Idx.Of([0, 9], 2));
        Assert.Contains("expected images of 28 x 28 pixels, got 1 x 2", Assert.Throws<UserError>(() => ImageSets.Open("mine", new ImageSetSpec(), Folders)).Message);
    }

    [Fact]
    public void Missing_set_names_the_file_and_the_places()
    {
        string error = Assert.Throws<UserError>(() => ImageSets.Open("mine", Tiny, Folders)).Message;
        Assert.Contains("train-images-idx3-ubyte[.gz] was not found in " + folder["root/data/mine"], error);
        Assert.Contains("RNN_MEMORY_DATA", error);
    }

    [Fact]
    public void Mnist_with_other_content_under_its_names_is_refused()
    {
        WriteSet(Idx.Of([0, 9], 2), "mnist");
        Assert.Contains("expected SHA-256 ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            Assert.Throws<UserError>(() => ImageSets.Open("mnist", null, Folders)).Message);
    }

    [Theory]
    [InlineData("mnist")]
    [InlineData("digits")]
    public void Built_in_set_takes_no_files_of_its_own(string name) =>
        Assert.Contains("is built in", Assert.Throws<UserError>(() => ImageSets.Open(name, new ImageSetSpec(), Folders)).Message);

    [Fact]
    public void Unknown_set_is_refused_with_the_known_ones() =>
        Assert.Contains("Did you mean 'mnist'?", Assert.Throws<UserError>(() => ImageSets.Load("minst")).Message);

    [Fact]
    public void Load_from_many_threads_gives_the_same_set()
    {
        var sets = new ImageDataSet[8];
        Parallel.For(0, sets.Length, i => sets[i] = ImageSets.Load("digits"));
        Assert.All(sets, set => Assert.Same(sets[0], set));
    }

    private void WriteSet(byte[] trainLabels, string name = "mine")
    {
        string place = $"root/data/{name}/";
        folder.Write(place + "train-images.idx3-ubyte", Idx.Of([0, 1, 2, 3], 2, 1, 2));
        folder.Write(place + "train-labels-idx1-ubyte", trainLabels);
        folder.Write(place + "t10k-images-idx3-ubyte.gz", Idx.Gzip(Idx.Of([4, 5], 1, 1, 2)));
        folder.Write(place + "t10k-labels-idx1-ubyte", Idx.Of([3], 1));
    }
}
