using RnnMemory.Measures;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>What is measured of the runs of an image plan.</summary>
internal static class ImageMeasures
{
    /// <summary>Test images of each class: what a run that diverged counts as, and what naming one class for every image gives.</summary>
    public static TestClassesMeasure Classes { get; } = new();

    /// <summary>Steps until the answer no longer changes, on the images that the settings give the model.</summary>
    public static LatencyMeasure Latency(RunSpec spec, ImageSettings images) => new(ImagesFor(spec, images));

    /// <summary>The last step that shows ink, on the same images (assumption D7).</summary>
    public static LastInkMeasure LastInk(RunSpec spec, ImageSettings images) => new(ImagesFor(spec, images));

    /// <summary>Accuracy when a share of the pixels is missing, on the same images; one mask for all models (assumptions, section E).</summary>
    public static DamageMeasure Damage(RunSpec spec, ImageSettings images) => new(ImagesFor(spec, images), spec.Seed);

    /// <summary>
    /// How many test images a model is measured on: 0 for all, or fewer where reading a pixel a step makes each of them expensive.
    /// </summary>
    private static int ImagesFor(RunSpec spec, ImageSettings images) => ImageRow.ReadsPixels(spec) ? images.PixelMeasuredImages : 0;
}
