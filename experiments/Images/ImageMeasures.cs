using RnnMemory.Measures;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>The measures of the runs of an image plan.</summary>
internal static class ImageMeasures
{
    /// <summary>
    /// Number of test images of each class. It gives the accuracy that a diverged run counts as, and the accuracy of a constant answer.
    /// </summary>
    public static TestClassesMeasure Classes { get; } = new();

    /// <summary>Where the test images have ink, for claims MN-1, MN-12 and MN-13.</summary>
    public static InkMeasure Ink { get; } = new();

    /// <summary>Steps until the answer no longer changes, on the number of images that the settings say.</summary>
    public static LatencyMeasure Latency(RunSpec spec, ImageSettings images) => new(ImagesFor(spec, images));

    /// <summary>Steps until the answer no longer changes, on the even and on the odd test images, for claim LAT-3.</summary>
    public static LatencyOfHalvesMeasure LatencyOfHalves { get; } = new();

    /// <summary>The last step that shows ink, on the same images (assumption D7).</summary>
    public static LastInkMeasure LastInk(RunSpec spec, ImageSettings images) => new(ImagesFor(spec, images));

    /// <summary>
    /// Accuracy when a share of the pixels is missing, on the same images; one mask for all models (assumptions, section E).
    /// </summary>
    public static DamageMeasure Damage(RunSpec spec, ImageSettings images) => new(ImagesFor(spec, images), spec.Seed);

    /// <summary>What a linear readout finds in the hidden states of the best epoch.</summary>
    public static MemoryMeasure Memory(ImageSettings images) => new(images.MemoryImages);

    /// <summary>
    /// Number of test images that a model is measured on: 0 for all; fewer for models that read pixel by pixel, for which each image is
    /// expensive.
    /// </summary>
    private static int ImagesFor(RunSpec spec, ImageSettings images) => ImageRow.ReadsPixels(spec) ? images.PixelMeasuredImages : 0;
}
