using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Measures;
using RnnMemory.Reports;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Mnist;

/// <summary>Table 1: one sample in each of the seven representations.</summary>
[Shown(place: 40)]
internal static class Table1
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Table1";

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(ImageSettings _) =>
        [new(Name, ItemKind.Figure, "one sample in all representations", Of) { Measures = _ => [Samples.Measure], ShowsDataOnly = true }];

    /// <summary>Representations that read lines are drawn side by side, those that read pixels as one strip each.</summary>
    public static ImageGrid Of(ItemInput input)
    {
        ImageSamples samples = Samples.Of(input);
        Representation[] all = Enum.GetValues<Representation>();
        bool[] pixels = [.. all.Select(representation => representation.Shape(samples.Rows, samples.Columns).Width == 1)];
        return new ImageGrid(
            Name,
            $"Table 1. Different representation of the same sample (training image {samples.Single.Index} of {Samples.SetOf(input)}, a {samples.Single.Label})",
            $"Steps run from top to bottom, {samples.Rows} of them; in the strips from left to right, {samples.Rows * samples.Columns} of them. Permutation 0.",
            [
                [.. all.Where((_, i) => !pixels[i]).Select(representation => Show(samples, representation))],
                .. all.Where((_, i) => pixels[i]).Select(representation => (IReadOnlyList<Picture>)[Show(samples, representation)]),
            ]);
    }

    private static Picture Show(ImageSamples samples, Representation representation)
    {
        PixelMap map = PixelMap.Of(representation, 0, samples.Rows, samples.Columns);

        // A column of single pixels would be too tall to read, so it is drawn horizontally.
        int width = map.Width == 1 ? map.Steps : map.Width;
        return new Picture(ImageRow.PaperNameOf(representation), width, SamplePicture.Of(samples, samples.Single, map));
    }
}
