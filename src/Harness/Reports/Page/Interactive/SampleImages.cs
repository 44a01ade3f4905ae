using RnnMemory.Data;

namespace RnnMemory.Reports.Page.Interactive;

/// <summary>The samples of the page: of each digit the first MNIST test image with that label.</summary>
internal static class SampleImages
{
    /// <summary>Name of the committed file, [10, 28, 28].</summary>
    public const string File = "mnist-samples.bin";

    /// <summary>The index of each digit's image among the test images.</summary>
    public static IReadOnlyList<int> Indices { get; } = [3, 2, 1, 18, 4, 8, 11, 0, 61, 7];

    /// <summary>What the file must hold, made from the test images.</summary>
    public static byte[] Of(ImageSet test) =>
        [.. Enumerable.Range(0, test.Classes).SelectMany(digit => test.Image(test.Labels.IndexOf((byte)digit)).ToArray())];
}
