using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Data;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Tests.Data;
using RnnMemory.Tests.Runs;
using Xunit;

namespace RnnMemory.Tests.Tasks;

/// <summary>A task's settings describe its data, without reading it, in agreement with the opened task.</summary>
public sealed class KnownDataTests
{
    private static ImageTaskSpec Images(string set, ImageSetSpec? files = null) =>
        new() { DataSet = set, Files = files, Representation = Representation.Original };

    [Fact]
    public void Digits_and_generated_numbers_are_known()
    {
        foreach (TaskSpec spec in new[] { Images("digits"), TinyDigits.Task, TinyIncrement.All[0].Task })
        {
            AssertKnown(spec, spec.Open(0));
        }
    }

    [Fact]
    public void Mnist_is_known()
    {
        ImageDataSet set = MnistOrSkip.Load();

        Assert.Equal(set.Hash, ImageSets.KnownHash("mnist"));
        AssertKnown(Images("mnist"), Images("mnist").Open(0));
    }

    [Fact]
    public void Files_are_known_if_each_has_its_hash()
    {
        using TemporaryFolder folder = new();
        byte[] images = Idx.Of([1, 2, 3, 4], 2, 1, 2), labels = Idx.Of([0, 1], 2);
        ImageFileSpec File(string name, byte[] content) =>
            new() { Name = folder.Write(name, content), Sha256 = Idx.Sha256(content).ToUpperInvariant() };
        ImageSetSpec pinned = new()
        {
            TrainImages = File("a", images),
            TrainLabels = File("b", labels),
            TestImages = File("c", images),
            TestLabels = File("d", labels),
            Rows = 1,
            Columns = 2,
        };

        Assert.Equal(ImageSets.Load("mine", pinned).Hash, ImageSets.KnownHash("mine", pinned));
        Assert.Null(ImageSets.KnownHash("mine", pinned with { TestLabels = pinned.TestLabels with { Sha256 = null } }));
        Assert.Null(ImageSets.KnownHash("mine"));
        Assert.Null(Images("mine", pinned).UpdatesOfEpoch(1));
    }

    [Fact]
    public void What_is_known_is_no_part_of_the_stored_settings()
    {
        foreach (TaskSpec spec in new[] { Images("digits"), TinyIncrement.All[0].Task })
        {
            string json = JsonSerializer.Serialize(spec, RunJson.Line);
            Assert.DoesNotContain("dataHash", json);
            Assert.DoesNotContain("selectionMetric", json);
        }
    }

    [Fact]
    public void Impossible_sizes_are_refused_before_any_data_is_read()
    {
        string Complaint(int subset) =>
            Assert.Throws<UserError>(() => (Images("mnist") with { TrainingSubset = subset }).UpdatesOfEpoch(16)).Message;

        Assert.Contains("at most the 60000 training images", Complaint(60_001));
        Assert.Contains("needs as many training images, got 10", Complaint(10));
    }

    private static void AssertKnown(TaskSpec spec, ITask opened)
    {
        Assert.Equal(opened.DataHash, spec.DataHash);
        Assert.Equal(opened.SelectionMetric, spec.SelectionMetric);
        Assert.Equal(opened.UpdatesPerEpoch(16), spec.UpdatesOfEpoch(16));
    }
}
