using System.Globalization;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Measures;
using RnnMemory.Reports;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Mnist;

/// <summary>Fig. 8: samples of the data set, the first training images of each class.</summary>
[Shown(place: 50)]
internal static class Figure8
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Figure8";

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(ImageSettings _) =>
        [new(Name, ItemKind.Figure, "samples of every class", Of) { Measures = _ => [Samples.Measure], ShowsDataOnly = true }];

    /// <summary>A column for each class.</summary>
    public static ImageGrid Of(ItemInput input)
    {
        ImageSamples samples = Samples.Of(input);
        PixelMap upright = PixelMap.Of(Representation.Original, 0, samples.Rows, samples.Columns);
        bool isWhole = samples.OfClass.All(images => images.Count == Samples.PerClass);
        float[] none = [.. Enumerable.Repeat(1f, samples.Rows * samples.Columns)];
        return new ImageGrid(
            Name,
            $"Fig. 8. Samples of input data from the {Samples.SetOf(input).ToUpperInvariant()} dataset",
            $"The first {Samples.PerClass} training images of each class.{(isWhole ? "" : " White: the class has fewer.")}",
            [
                .. from nth in Enumerable.Range(0, Samples.PerClass)
                   select (IReadOnlyList<Picture>)
                   [
                       .. from images in samples.OfClass.Index()
                          let label = nth == 0 ? images.Index.ToString(CultureInfo.InvariantCulture) : ""
                          let pixels = nth < images.Item.Count ? SamplePicture.Of(samples, images.Item[nth], upright) : none
                          select new Picture(label, samples.Columns, pixels),
                   ],
            ]);
    }
}
