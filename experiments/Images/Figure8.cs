using System.Globalization;
using RnnMemory.Data;
using RnnMemory.Reports;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Images;

/// <summary>Fig. 8: samples of the data set, the first training images of each class.</summary>
internal static class Figure8
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Figure8";

    private const int PerClass = 3;

    /// <summary>A column for each class.</summary>
    public static ImageGrid Of(ImageDataSet set) => new(
        Name,
        $"Fig. 8. Samples of input data from the {set.Name.ToUpperInvariant()} dataset",
        $"The first {PerClass} training images of each class.",
        [.. Enumerable.Range(0, PerClass).Select(nth => (IReadOnlyList<Picture>)[.. Enumerable.Range(0, set.Train.Classes).Select(label => Show(set, label, nth))])]);

    private static Picture Show(ImageDataSet set, int label, int nth)
    {
        ImageSet train = set.Train;
        int index = Enumerable.Range(0, train.Count).Where(i => train.Labels[i] == label).ElementAt(nth);
        PixelMap upright = PixelMap.Of(Representation.Original, 0, train.Rows, train.Columns);
        string name = nth == 0 ? label.ToString(CultureInfo.InvariantCulture) : "";
        return new Picture(name, train.Columns, ImagePictures.Of(set, index, upright));
    }
}
