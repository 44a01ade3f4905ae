using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Data;
using RnnMemory.Reports.Page.Interactive;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Tests.Data;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Page.Interactive;

public sealed class SeeTheMemoryTests
{
    private static readonly byte[] Samples = CommittedFolder.OfRepository().Read(SampleImages.File);

    private static readonly IReadOnlyList<RecordedNetwork> Networks = RecordedNetwork.Read(RecordedRuns.Folder);

    [Fact]
    public void Samples_are_the_first_test_image_of_each_digit()
    {
        ImageSet test = MnistOrSkip.Load().Test;

        Assert.Equal(SampleImages.Of(test), Samples);
        Assert.Equal(Enumerable.Range(0, 10), SampleImages.Indices.Select(index => (int)test.Labels[index]));
    }

    [Fact]
    public void Networks_in_the_page_are_the_best_of_the_recorded_runs_and_see_the_pixels_of_their_task()
    {
        using JsonDocument data = JsonDocument.Parse(SeeTheMemorySection.OfRepository().Data.Single().Json);
        JsonElement[] networks = [.. data.RootElement.GetProperty("networks").EnumerateArray()];

        Assert.Equal(Representations.Names.Order(), networks.Select(network => network.GetProperty("name").GetString()!).Order());
        foreach ((JsonElement packed, RecordedNetwork network) in networks.Zip(Networks))
        {
            Representation shown = Representations.Parse(packed.GetProperty("name").GetString()!);
            Assert.Equal(network.Best.ParametersHash, TrainingHashes.OfParameters(EmbeddedFloats.Of(packed.GetProperty("parameters"))));
            Assert.Equal(
                PixelMap.Of(shown, 0, 28, 28).Pixels.ToArray(),
                packed.GetProperty("map").EnumerateArray().Select(pixel => pixel.GetInt32()));
            Assert.Equal((3e-5, 128, 0L), (network.Run.Spec.Optimizer.LearningRate, network.Run.Spec.Model.Hidden, network.Run.Spec.Seed));
        }

        Assert.Equal(Samples, data.RootElement.GetProperty("samples").GetBytesFromBase64());
    }

    [Fact]
    public void Step_answers_are_those_of_the_specification()
    {
        // The specification is a hundred times slower: one image suffices for pixel by pixel, 28 times as many steps.
        ImageSet samples = new("samples", 28, 28, Samples, [.. Enumerable.Range(0, 10).Select(digit => (byte)digit)], 10, "");
        RecordedNetwork[] lines = [.. Networks.Where(network => network.Map.Width > 1)];
        RecordedNetwork[] pixels = [Networks.First(network => network.Map.Width == 1)];

        foreach ((RecordedNetwork[] networks, int count) in new[] { (lines, 3), (pixels, 1) })
        {
            StepAnswers fast = StepAnswers.Of(networks, samples, count);
            Assert.Equal(StepAnswers.Of(networks, samples, count, "scalar").ToJson(), fast.ToJson());
            Assert.All(fast.Networks, network => Assert.All(network.Images, image => Assert.InRange(image.Latency, 1, image.Answers.Length)));
        }
    }

    [Fact]
    public void Missing_run_is_an_error_of_one_line_that_names_it()
    {
        using TemporaryFolder empty = new();

        string error = Assert.Throws<UserError>(() => RecordedNetwork.Read(empty.Path)).Message;

        Assert.Contains("mnist/original@16@128@3e-05/seed-0", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }
}
