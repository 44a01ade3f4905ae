using RnnMemory.Data;
using RnnMemory.Reports;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Images;

/// <summary>
/// Table 1: one sample as each of the seven kinds of networks sees it. The paper calls it a testing sample; the script draws training
/// image 7 (assumption B10).
/// </summary>
internal static class Table1
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Table1";

    private const int Sample = 7;

    /// <summary>The representations that read lines beside each other, those that read pixels as one strip each.</summary>
    public static ImageGrid Of(ImageDataSet set)
    {
        ImageSet train = set.Train;
        Representation[] all = Enum.GetValues<Representation>();
        bool[] pixels = [.. all.Select(representation => representation.Shape(train.Rows, train.Columns).Width == 1)];
        return new ImageGrid(
            Name,
            $"Table 1. Different representation of the same sample (training image {Sample} of {set.Name}, a {train.Labels[Sample]})",
            $"Steps run from top to bottom, {train.Rows} of them; in the strips from left to right, {train.Size} of them. Permutation 0.",
            [
                [.. all.Where((_, i) => !pixels[i]).Select(representation => Show(set, representation))],
                .. all.Where((_, i) => pixels[i]).Select(representation => (IReadOnlyList<Picture>)[Show(set, representation)]),
            ]);
    }

    private static Picture Show(ImageDataSet set, Representation representation)
    {
        PixelMap map = PixelMap.Of(representation, 0, set.Train.Rows, set.Train.Columns);
        float[] shown = ImagePictures.Of(set, Sample, map);

        // A column of single pixels would be as tall as it is unreadable: it lies on its side.
        return new Picture(ImageRow.PaperNameOf(representation), map.Width == 1 ? map.Steps : map.Width, shown);
    }
}
